package dev.triggerfish.aws.http;

import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param headers in the order in which they are sent; no Content-Length
 * @param body not to be changed; empty for none
 */
public record AwsHttpResponse(int status, Map<String, String> headers, byte[] body) {

  /** No body. */
  public static final byte[] EMPTY = new byte[0];
}
