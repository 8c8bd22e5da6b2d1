package dev.triggerfish.aws.identity;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** iam-service is another process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OwnKeyProperties.class)
public class RemoteIdentityConfiguration {

  @Bean
  IdentityAuthority remoteIdentityAuthority(OwnKeyProperties own) {
    var service =
        PlatformService.of(own.id())
            .orElseThrow(() -> new IllegalArgumentException("triggerfish.service.id: " + own.id()));
    return new RemoteIdentityAuthority(own.identityEndpoint(), service, own.secretAccessKey());
  }
}
