package dev.triggerfish.aws.web;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request is for that is no call of an AWS API: an HTTP API, a function URL. Each has a host
 * of its own, {@code {id}.{kind}.localhost} with or without a region behind the kind; clients that
 * cannot set a host name it by path, {@code /_aws/{kind}/{id}/…}.
 *
 * @param kind {@code execute-api} or {@code lambda-url}
 * @param id of the API or URL, lower-case
 * @param rawPath path within the site, as it came; starts with a slash
 */
public record Site(String kind, String id, String rawPath) {

  /** HTTP APIs and REST APIs. */
  public static final String EXECUTE_API = "execute-api";

  /** Function URLs. */
  public static final String LAMBDA_URL = "lambda-url";

  private static final Set<String> KINDS = Set.of(EXECUTE_API, LAMBDA_URL);
  private static final String BY_PATH = "/_aws/";

  /**
   * The site that a request is for, or null if it is for none.
   *
   * @param host the Host header
   * @param rawPath path of the request target
   */
  public static @Nullable Site of(@Nullable String host, String rawPath) {
    var byHost = host == null ? null : ofHost(host, rawPath);
    return byHost != null || !rawPath.startsWith(BY_PATH) ? byHost : ofPath(rawPath);
  }

  private static @Nullable Site ofHost(String host, String rawPath) {
    var first = host.indexOf('.');
    var second = first < 1 ? -1 : host.indexOf('.', first + 1);
    if (second < 0) {
      return null;
    }
    var kind = kind(host.substring(first + 1, second));
    return kind == null ? null : new Site(kind, lower(host.substring(0, first)), rawPath);
  }

  private static @Nullable Site ofPath(String rawPath) {
    var id = rawPath.indexOf('/', BY_PATH.length()) + 1;
    var kind = id == 0 ? null : kind(rawPath.substring(BY_PATH.length(), id - 1));
    if (kind == null) {
      return null;
    }
    var end = rawPath.indexOf('/', id);
    return end < 0
        ? new Site(kind, lower(rawPath.substring(id)), "/")
        : new Site(kind, lower(rawPath.substring(id, end)), rawPath.substring(end));
  }

  private static @Nullable String kind(String text) {
    var kind = lower(text);
    return KINDS.contains(kind) ? kind : null;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
