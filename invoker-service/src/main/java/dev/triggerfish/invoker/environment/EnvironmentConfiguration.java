package dev.triggerfish.invoker.environment;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.function.FunctionChanges;
import dev.triggerfish.invoker.invocation.InvocationObserver;
import dev.triggerfish.invoker.logs.BilledDuration;
import dev.triggerfish.invoker.logs.LogSink;
import dev.triggerfish.invoker.role.ExecutionRoles;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Execution environments and their pools. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EnvironmentProperties.class)
public class EnvironmentConfiguration {

  private static final int STARTS_AT_ONCE =
      Math.max(2, 2 * Runtime.getRuntime().availableProcessors());

  @Bean
  RuntimeChannels runtimeChannels() {
    return new RuntimeChannels();
  }

  @Bean(destroyMethod = "close")
  WallTimers environmentTimers() {
    return new WallTimers();
  }

  @Bean
  RunningContext environmentContext(
      RuntimeChannels channels,
      WallTimers timers,
      BilledDuration billing,
      InvocationObserver observer,
      FunctionEndpoint endpoint,
      EnvironmentProperties properties) {
    return new RunningContext(
        channels,
        timers,
        new StartGate(
            STARTS_AT_ONCE,
            (delay, task) -> {
              var _ = timers.after(delay.toNanos(), task);
            },
            new ProcessorLoad()::isFull),
        billing,
        observer,
        endpoint,
        properties);
  }

  @Bean
  FunctionChanges environmentRetirement(EnvironmentPools pools) {
    return new EnvironmentRetirement(pools);
  }

  @Bean
  EnvironmentsController environmentsController(EnvironmentPools pools) {
    return new EnvironmentsController(pools);
  }

  @Bean(destroyMethod = "close")
  EnvironmentPools environmentPools(
      RuntimeExecutor executor,
      ExecutionRoles roles,
      LogSink sink,
      PlatformClock clock,
      RunningContext context) {
    var factory = new EnvironmentFactory(executor, roles, sink, clock, context);
    return new EnvironmentPools(factory, clock, context);
  }
}
