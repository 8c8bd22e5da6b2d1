package dev.triggerfish.gateway;

import dev.triggerfish.gateway.execution.ExecutionConfiguration;
import dev.triggerfish.gateway.httpapi.HttpApiConfiguration;
import dev.triggerfish.gateway.storage.GatewayStorageConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** API Gateway: its features, whichever process they run in. */
@Configuration(proxyBeanMethods = false)
@Import({
  GatewayStorageConfiguration.class,
  HttpApiConfiguration.class,
  ExecutionConfiguration.class,
})
public class GatewayService {}
