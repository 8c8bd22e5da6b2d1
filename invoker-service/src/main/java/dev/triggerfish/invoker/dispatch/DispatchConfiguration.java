package dev.triggerfish.invoker.dispatch;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.invoker.concurrency.ConcurrencyLimiter;
import dev.triggerfish.invoker.environment.EnvironmentPools;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.invocation.AsyncInvocationQueue;
import dev.triggerfish.invoker.invocation.InvocationObserver;
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

  /** Until there is a queue, events are refused: taking them and losing them would be worse. */
  @Bean
  AsyncInvocationQueue asyncInvocationQueue() {
    return event -> {
      throw AwsErrors.of(
          "NotImplementedException",
          501,
          "Triggerfish does not take asynchronous invocations (InvocationType Event) yet.");
    };
  }

  @Bean
  InvokeOperation invokeOperation(
      FunctionResolver functions, InvocationService invocations, AsyncInvocationQueue queue) {
    return new InvokeOperation(functions, invocations, queue);
  }
}
