package dev.triggerfish.gateway.site;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.pipeline.CallerAuthenticator;
import dev.triggerfish.aws.web.SiteHandler;
import dev.triggerfish.gateway.httpapi.api.DeployedApis;
import dev.triggerfish.gateway.integration.FunctionInvoker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HTTP APIs as their clients call them. */
@Configuration(proxyBeanMethods = false)
public class SiteConfiguration {

  @Bean
  ServedApis servedApis(DeployedApis deployed) {
    return new ServedApis(deployed);
  }

  @Bean
  ApiAccess apiAccess(CallerAuthenticator authenticator, Authorizer authorizer) {
    return new ApiAccess(authenticator, authorizer);
  }

  @Bean
  SiteHandler httpApiHandler(
      ServedApis apis, FunctionInvoker functions, ApiAccess access, PlatformClock clock) {
    return new HttpApiHandler(apis, functions, access, clock);
  }
}
