package dev.triggerfish.aws.identity;

import dev.triggerfish.aws.catalogue.PlatformAddresses;
import dev.triggerfish.aws.catalogue.PlatformService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** iam-service is another process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OwnKeyProperties.class, PlatformAddresses.class})
public class RemoteIdentityConfiguration {

  @Bean
  IdentityAuthority remoteIdentityAuthority(OwnKeyProperties own, PlatformAddresses addresses) {
    return new RemoteIdentityAuthority(
        addresses.of(PlatformService.IAM), own.service(), own.secretAccessKey());
  }
}
