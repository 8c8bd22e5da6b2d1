package dev.triggerfish.invoker.dispatch;

import dev.triggerfish.invoker.concurrency.ConcurrencyExceededException;
import dev.triggerfish.invoker.concurrency.ConcurrencyLimiter;
import dev.triggerfish.invoker.environment.EnvironmentPools;
import dev.triggerfish.invoker.environment.RuntimeStartException;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationObserver;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.invoker.invocation.InvocationOutcome.PlatformFailed;
import dev.triggerfish.invoker.invocation.InvocationOutcome.Ran;
import dev.triggerfish.invoker.invocation.InvocationOutcome.RoleRefused;
import dev.triggerfish.invoker.invocation.InvocationOutcome.Throttled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The core: every way to invoke a function ends here. */
public final class InvocationService {

  private static final Logger LOG = LoggerFactory.getLogger(InvocationService.class);

  private final ConcurrencyLimiter limiter;
  private final EnvironmentPools pools;
  private final InvocationObserver observer;

  InvocationService(
      ConcurrencyLimiter limiter, EnvironmentPools pools, InvocationObserver observer) {
    this.limiter = limiter;
    this.pools = pools;
    this.observer = observer;
  }

  /** Runs an invocation and waits for its outcome. */
  public InvocationOutcome invoke(Invocation invocation) {
    var outcome = run(invocation);
    switch (outcome) {
      case Ran ran -> observer.ran(invocation, ran);
      case Throttled _ -> observer.throttled(invocation);
      case RoleRefused _, PlatformFailed _ -> {} // AWS counts only what ran, and throttles
    }
    return outcome;
  }

  private InvocationOutcome run(Invocation invocation) {
    try (var lease = limiter.acquire(invocation.version());
        var _ = observer.started(invocation);
        var environment = pools.lease(invocation.version(), lease::startEnvironment)) {
      return environment.invoke(invocation);
    } catch (ConcurrencyExceededException e) {
      return new Throttled(e.reason(), e.retryAfterSeconds());
    } catch (RuntimeStartException e) {
      LOG.error("No environment for {}", invocation.version().qualifiedArn(), e);
      return new PlatformFailed(String.valueOf(e.getMessage()));
    } catch (AwsServiceException e) {
      return roleRefused(invocation, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PlatformFailed("The invocation was interrupted");
    }
  }

  private static InvocationOutcome roleRefused(Invocation invocation, AwsServiceException e) {
    if (e.statusCode() >= 500) {
      LOG.error("No credentials for {}", invocation.version().roleArn(), e);
      return new PlatformFailed(String.valueOf(e.getMessage()));
    }
    LOG.info("{} cannot be assumed: {}", invocation.version().roleArn(), e.getMessage());
    return new RoleRefused(String.valueOf(e.getMessage()));
  }
}
