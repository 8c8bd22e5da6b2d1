package dev.triggerfish.allinone;

import dev.triggerfish.allinone.broker.BrokerConfiguration;
import dev.triggerfish.allinone.lifecycle.LifecycleConfiguration;
import dev.triggerfish.aws.AwsServerConfiguration;
import dev.triggerfish.aws.client.LocalClientsConfiguration;
import dev.triggerfish.eventbus.EventBusService;
import dev.triggerfish.gateway.GatewayService;
import dev.triggerfish.iam.IamService;
import dev.triggerfish.invoker.InvokerService;
import dev.triggerfish.logs.LogsService;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The five services in one process: one context, one web server, one Kafka broker. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  AwsServerConfiguration.class,
  BrokerConfiguration.class,
  LocalClientsConfiguration.class,
  IamService.class,
  InvokerService.class,
  EventBusService.class,
  LogsService.class,
  GatewayService.class,
  LifecycleConfiguration.class,
})
public class TriggerfishApplication {

  /** Starts Triggerfish. */
  public static void main(String[] args) {
    start(args);
  }

  /** Starts Triggerfish, and returns once it serves. */
  public static ConfigurableApplicationContext start(String... args) {
    System.setProperty("spring.config.name", "triggerfish-all-in-one");
    return SpringApplication.run(TriggerfishApplication.class, args);
  }
}
