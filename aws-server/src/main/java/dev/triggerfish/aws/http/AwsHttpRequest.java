package dev.triggerfish.aws.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as it came over the wire: nothing decoded, nothing normalized, the body unread. */
public interface AwsHttpRequest {

  /** Upper case. */
  String method();

  /** The path of the request target, percent-encoding untouched; starts with a slash. */
  String rawPath();

  /** The query of the request target without the question mark, or null if there is none. */
  @Nullable String rawQuery();

  /** The first value of a header, or null. */
  @Nullable String header(String name);

  /** All values of a header, in order. */
  List<String> headers(String name);

  /** Names of all headers, in any case. */
  Collection<String> headerNames();

  /** {@code http} or {@code https}. */
  String scheme();

  /** The protocol's version, such as {@code HTTP/1.1}. */
  default String protocol() {
    return "HTTP/1.1";
  }

  /** The peer's address. */
  String remoteAddress();

  /** The origin of the request. */
  RequestOrigin origin();

  /**
   * Whether a function sent it, by whichever door. That may have to be looked up: to be asked only
   * where it matters.
   */
  default boolean fromEnvironment() {
    return origin() == RequestOrigin.ENVIRONMENT;
  }

  /** The body; can be read once. */
  InputStream body() throws IOException;
}
