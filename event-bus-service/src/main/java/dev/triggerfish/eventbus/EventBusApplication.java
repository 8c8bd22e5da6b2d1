package dev.triggerfish.eventbus;

import dev.triggerfish.aws.AwsServerConfiguration;
import dev.triggerfish.aws.client.RemoteClientsConfiguration;
import dev.triggerfish.aws.client.RemoteEnvironmentsConfiguration;
import dev.triggerfish.aws.clock.SharedClockConfiguration;
import dev.triggerfish.aws.identity.RemoteIdentityConfiguration;
import dev.triggerfish.aws.kafka.KafkaConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** SNS, S3, SQS, DynamoDB and its Streams as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  AwsServerConfiguration.class,
  KafkaConfiguration.class,
  SharedClockConfiguration.class,
  RemoteIdentityConfiguration.class,
  RemoteClientsConfiguration.class,
  RemoteEnvironmentsConfiguration.class,
  EventBusService.class,
})
public class EventBusApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    System.setProperty("spring.config.name", "triggerfish-eventbus");
    SpringApplication.run(EventBusApplication.class, args);
  }
}
