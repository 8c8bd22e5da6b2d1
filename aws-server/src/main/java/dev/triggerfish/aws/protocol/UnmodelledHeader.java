package dev.triggerfish.aws.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A header that AWS sends though its models do not name it, such as Invoke's trace or the region of
 * a bucket. Whatever else a response may have come with from another server was meant for that hop
 * alone.
 */
final class UnmodelledHeader {

  private UnmodelledHeader() {}

  /** Adds a header that an operation has given its response. */
  static void add(String name, SdkPojo response, Map<String, String> headers) {
    if (response instanceof SdkResponse answer) {
      add(name, answer.sdkHttpResponse(), headers);
    }
  }

  /** Adds a header that an operation has given its error. */
  static void add(String name, @Nullable SdkHttpResponse from, Map<String, String> headers) {
    if (from != null) {
      from.firstMatchingHeader(name).ifPresent(value -> headers.put(name, value));
    }
  }
}
