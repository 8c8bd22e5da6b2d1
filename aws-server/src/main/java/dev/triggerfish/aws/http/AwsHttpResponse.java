package dev.triggerfish.aws.http;

import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param headers in the order in which they are sent; no Content-Length
 * @param body not to be changed; empty for none
 * @param content a body that is sent as it is read, in place of the other; null for none
 */
public record AwsHttpResponse(
    int status, Map<String, String> headers, byte[] body, @Nullable StreamedBody content) {

  /** No body. */
  public static final byte[] EMPTY = new byte[0];

  public AwsHttpResponse(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, null);
  }

  /** The same answer with a body that is sent as it is read. */
  public AwsHttpResponse with(StreamedBody streamed) {
    return new AwsHttpResponse(status, headers, EMPTY, streamed);
  }

  /**
   * A body that is too large to be held.
   *
   * @param length in bytes
   * @param stream to be closed by whoever has read it, or will not
   */
  public record StreamedBody(long length, InputStream stream) {}
}
