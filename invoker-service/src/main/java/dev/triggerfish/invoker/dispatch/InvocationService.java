package dev.triggerfish.invoker.dispatch;

import dev.triggerfish.invoker.concurrency.ConcurrencyExceededException;
import dev.triggerfish.invoker.concurrency.ConcurrencyLimiter;
import dev.triggerfish.invoker.environment.EnvironmentPools;
import dev.triggerfish.invoker.environment.RuntimeStartException;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The core: every way to invoke a function ends here. */
public final class InvocationService {

  private static final Logger LOG = LoggerFactory.getLogger(InvocationService.class);

  private final ConcurrencyLimiter limiter;
  private final EnvironmentPools pools;

  InvocationService(ConcurrencyLimiter limiter, EnvironmentPools pools) {
    this.limiter = limiter;
    this.pools = pools;
  }

  /** Runs an invocation and waits for its outcome. */
  public InvocationOutcome invoke(Invocation invocation) {
    try (var lease = limiter.acquire(invocation.version());
        var environment = pools.lease(invocation.version(), lease::startEnvironment)) {
      return environment.invoke(invocation);
    } catch (ConcurrencyExceededException e) {
      return new InvocationOutcome.Throttled(e.reason(), e.retryAfterSeconds());
    } catch (RuntimeStartException e) {
      LOG.error("No environment for {}", invocation.version().qualifiedArn(), e);
      return new InvocationOutcome.PlatformFailed(String.valueOf(e.getMessage()));
    } catch (AwsServiceException e) {
      return roleRefused(invocation, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new InvocationOutcome.PlatformFailed("The invocation was interrupted");
    }
  }

  private static InvocationOutcome roleRefused(Invocation invocation, AwsServiceException e) {
    if (e.statusCode() >= 500) {
      LOG.error("No credentials for {}", invocation.version().roleArn(), e);
      return new InvocationOutcome.PlatformFailed(String.valueOf(e.getMessage()));
    }
    LOG.info("{} cannot be assumed: {}", invocation.version().roleArn(), e.getMessage());
    return new InvocationOutcome.RoleRefused(String.valueOf(e.getMessage()));
  }
}
