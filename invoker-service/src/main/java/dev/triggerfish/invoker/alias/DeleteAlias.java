package dev.triggerfish.invoker.alias;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.ChangeAnnouncer;
import dev.triggerfish.invoker.function.FunctionName;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;

/**
 * Deletes an alias; one that is not there has been deleted already.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_DeleteAlias.html">DeleteAlias</a>
 */
final class DeleteAlias implements OperationGroup {

  private final Aliases aliases;
  private final ChangeAnnouncer announcer;

  DeleteAlias(Aliases aliases, ChangeAnnouncer announcer) {
    this.aliases = aliases;
    this.announcer = announcer;
  }

  @AwsOperation(
      action = "lambda:DeleteAlias",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Name"})
  DeleteAliasResponse deleteAlias(DeleteAliasRequest request, Caller caller) {
    var function = AliasedFunction.of(FunctionName.addressed(request.functionName(), null, caller));
    if (aliases.delete(function, request.name())) {
      announcer.qualifierDeleted(function, request.name());
    }
    return DeleteAliasResponse.builder().build();
  }
}
