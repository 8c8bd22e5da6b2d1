package dev.triggerfish.aws.operation;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;

/**
 * What an operation has answered.
 *
 * @param response null where the operation answers nothing
 * @param streamed the same response with its content, where that is streamed; else null
 */
public record OperationResult(
    @Nullable SdkResponse response, @Nullable StreamedAnswer<?> streamed) {

  static OperationResult of(@Nullable Object answer) {
    return answer instanceof StreamedAnswer<?> streamed
        ? new OperationResult(streamed.response(), streamed)
        : new OperationResult((SdkResponse) answer, null);
  }
}
