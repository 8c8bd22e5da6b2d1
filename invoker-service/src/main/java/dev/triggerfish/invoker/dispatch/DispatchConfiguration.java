package dev.triggerfish.invoker.dispatch;

import dev.triggerfish.invoker.concurrency.ConcurrencyLimiter;
import dev.triggerfish.invoker.environment.EnvironmentPools;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.invocation.AsyncEventObserver;
import dev.triggerfish.invoker.invocation.AsyncInvocationQueue;
import dev.triggerfish.invoker.invocation.InvocationObserver;
import dev.triggerfish.invoker.recursion.RecursionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The core of all invocations, and the operation Invoke. */
@Configuration(proxyBeanMethods = false)
public class DispatchConfiguration {

  @Bean
  InvocationService invocationService(
      ConcurrencyLimiter limiter, EnvironmentPools pools, InvocationObserver observer) {
    return new InvocationService(limiter, pools, observer);
  }

  @Bean
  InvokeOperation invokeOperation(
      FunctionResolver functions,
      InvocationService invocations,
      AsyncInvocationQueue queue,
      RecursionSettings recursion,
      AsyncEventObserver observer) {
    return new InvokeOperation(functions, invocations, queue, recursion, observer);
  }
}
