package dev.triggerfish.invoker.environment;

import dev.triggerfish.invoker.function.FunctionChanges;
import dev.triggerfish.invoker.function.FunctionVersion;

/** Ends environments of code and configurations that no new invocation gets. */
final class EnvironmentRetirement implements FunctionChanges {

  private final EnvironmentPools pools;

  EnvironmentRetirement(EnvironmentPools pools) {
    this.pools = pools;
  }

  @Override
  public void functionUpdated(String retiredDeploymentId, FunctionVersion current) {
    pools.retire(retiredDeploymentId);
  }

  @Override
  public void functionDeleted(FunctionVersion last) {
    pools.functionDeleted(last.functionArn());
  }

  @Override
  public void qualifierDeleted(String functionArn, String qualifier) {
    pools.versionDeleted(functionArn + ":" + qualifier);
  }
}
