package dev.triggerfish.gateway.integration;

import dev.triggerfish.aws.client.AwsClients;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Calling functions for integrations. */
@Configuration(proxyBeanMethods = false)
public class FunctionInvocationConfiguration {

  @Bean
  FunctionInvoker functionInvoker(AwsClients clients) {
    return new FunctionInvoker(clients, Executors.newVirtualThreadPerTaskExecutor());
  }
}
