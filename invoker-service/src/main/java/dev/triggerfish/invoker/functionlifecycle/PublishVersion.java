package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.Members;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;

/**
 * Freezes what {@code $LATEST} is as a version with a number, unless the last version is the same.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html">
 *     PublishVersion</a>
 */
final class PublishVersion implements OperationGroup {

  private final Functions functions;

  PublishVersion(Functions functions) {
    this.functions = functions;
  }

  @AwsOperation(
      action = "lambda:PublishVersion",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "CodeSha256", "RevisionId"},
      stored = "Description",
      refused = "PublishTo")
  PublishVersionResponse publishVersion(PublishVersionRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), null, caller);
    var latest = functions.requireUpdatable(name, request.revisionId());
    var code = FunctionReplies.codeSha256(latest);
    if (request.codeSha256() != null && !request.codeSha256().equals(code)) {
      throw FunctionErrors.otherCode(request.codeSha256(), code);
    }
    var published = functions.publish(latest, request.description());
    return Members.copy(
            FunctionReplies.configuration(published, published.version()),
            PublishVersionResponse.builder())
        .build();
  }
}
