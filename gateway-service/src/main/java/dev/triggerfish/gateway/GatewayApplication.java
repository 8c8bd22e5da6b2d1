package dev.triggerfish.gateway;

import dev.triggerfish.aws.AwsServerConfiguration;
import dev.triggerfish.aws.admin.RemotePeersConfiguration;
import dev.triggerfish.aws.client.RemoteClientsConfiguration;
import dev.triggerfish.aws.client.RemoteEnvironmentsConfiguration;
import dev.triggerfish.aws.clock.SharedClockConfiguration;
import dev.triggerfish.aws.identity.RemoteIdentityConfiguration;
import dev.triggerfish.aws.kafka.KafkaConfiguration;
import dev.triggerfish.gateway.forward.ForwardConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The front door, port 4566, and API Gateway, as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  AwsServerConfiguration.class,
  KafkaConfiguration.class,
  SharedClockConfiguration.class,
  RemoteIdentityConfiguration.class,
  RemoteClientsConfiguration.class,
  RemoteEnvironmentsConfiguration.class,
  RemotePeersConfiguration.class,
  ForwardConfiguration.class,
  GatewayService.class,
})
public class GatewayApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    System.setProperty("spring.config.name", "triggerfish-gateway");
    SpringApplication.run(GatewayApplication.class, args);
  }
}
