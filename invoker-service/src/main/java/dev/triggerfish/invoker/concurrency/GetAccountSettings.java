package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.code.CodeLimits;
import dev.triggerfish.invoker.function.FunctionCatalog;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;

/**
 * An account's limits in a region, and what it uses of them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html">GetAccountSettings</a>
 */
final class GetAccountSettings implements OperationGroup {

  private static final long CODE_STORAGE = 80_530_636_800L;

  private final ConcurrencyUsage usage;
  private final FunctionCatalog catalog;

  GetAccountSettings(ConcurrencyUsage usage, FunctionCatalog catalog) {
    this.usage = usage;
    this.catalog = catalog;
  }

  @AwsOperation(action = "lambda:GetAccountSettings")
  GetAccountSettingsResponse getAccountSettings(GetAccountSettingsRequest request, Caller caller) {
    var concurrency = usage.account(caller.accountId(), caller.region());
    var stored = catalog.usage(caller.accountId(), caller.region());
    return GetAccountSettingsResponse.builder()
        .accountLimit(
            limit ->
                limit
                    .totalCodeSize(CODE_STORAGE)
                    .codeSizeUnzipped(CodeLimits.LAMBDA.unzippedBytes())
                    .codeSizeZipped(CodeLimits.LAMBDA.zippedBytes())
                    .concurrentExecutions(concurrency.limit())
                    .unreservedConcurrentExecutions(concurrency.unreservedLimit()))
        .accountUsage(
            used -> used.totalCodeSize(stored.codeBytes()).functionCount(stored.functions()))
        .build();
  }
}
