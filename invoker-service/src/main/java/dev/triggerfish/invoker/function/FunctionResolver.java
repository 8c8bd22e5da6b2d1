package dev.triggerfish.invoker.function;

import org.jspecify.annotations.Nullable;

/** Finds what an invocation is to run. On the invoke path: answered from memory. */
public interface FunctionResolver {

  /**
   * Resolves a function and a qualifier to a version that can run.
   *
   * @param accountId of the function
   * @param region of the function
   * @param name bare name
   * @param qualifier version, alias or {@code $LATEST}; null for an unqualified request
   * @return the version and the ARN as it was addressed
   * @throws software.amazon.awssdk.services.lambda.model.ResourceNotFoundException if there is none
   * @throws software.amazon.awssdk.services.lambda.model.ResourceConflictException while it is
   *     Pending
   */
  ResolvedFunction resolve(
      String accountId, String region, String name, @Nullable String qualifier);

  /**
   * A version to run.
   *
   * @param version what runs
   * @param invokedArn the ARN as addressed: unqualified stays unqualified, an alias keeps its name
   */
  record ResolvedFunction(FunctionVersion version, String invokedArn) {}
}
