package dev.triggerfish.gateway;

import dev.triggerfish.gateway.httpapi.api.HttpApiConfiguration;
import dev.triggerfish.gateway.httpapi.integration.IntegrationConfiguration;
import dev.triggerfish.gateway.httpapi.route.RouteConfiguration;
import dev.triggerfish.gateway.httpapi.stage.StageConfiguration;
import dev.triggerfish.gateway.integration.FunctionInvocationConfiguration;
import dev.triggerfish.gateway.site.SiteConfiguration;
import dev.triggerfish.gateway.storage.GatewayStorageConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** API Gateway: its features, whichever process they run in. */
@Configuration(proxyBeanMethods = false)
@Import({
  GatewayStorageConfiguration.class,
  HttpApiConfiguration.class,
  RouteConfiguration.class,
  IntegrationConfiguration.class,
  StageConfiguration.class,
  FunctionInvocationConfiguration.class,
  SiteConfiguration.class,
})
public class GatewayService {}
