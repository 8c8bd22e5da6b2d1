package dev.triggerfish.aws.client;

import dev.triggerfish.aws.model.ServiceModels;
import dev.triggerfish.aws.operation.OperationRegistry;
import dev.triggerfish.aws.pipeline.AwsPipeline;
import dev.triggerfish.aws.pipeline.OperationPerformer;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * All services are in this process. {@code triggerfish.clients.carry} says how calls reach them: as
 * {@code objects}, or as {@code bytes} through the whole of a client and a server but the network,
 * so that a difference between the two cannot hide.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlatformKeyProperties.class)
public class LocalClientsConfiguration {

  @Bean
  @ConditionalOnProperty(
      name = "triggerfish.clients.carry",
      havingValue = "objects",
      matchIfMissing = true)
  AwsClients awsClients(
      ServiceModels models,
      ObjectProvider<OperationRegistry> registry,
      ObjectProvider<OperationPerformer> performer) {
    return new InProcessAwsClients(models, registry, performer);
  }

  @Bean
  @ConditionalOnProperty(name = "triggerfish.clients.carry", havingValue = "bytes")
  AwsClients byteCarryingAwsClients(
      ObjectProvider<AwsPipeline> pipeline, PlatformKeyProperties keys) {
    return new HttpAwsClients(
        new LoopbackHttpClient(pipeline::getObject),
        _ -> URI.create("http://localhost"),
        keys::credentials);
  }
}
