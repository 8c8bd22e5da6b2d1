package dev.triggerfish.aws.admin;

import dev.triggerfish.aws.catalogue.PlatformAddresses;
import dev.triggerfish.aws.identity.OwnKeyProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This process gathers the admin API's pages from all others. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PlatformAddresses.class, OwnKeyProperties.class})
public class RemotePeersConfiguration {

  @Bean
  PeerPages remotePeerPages(PlatformAddresses addresses, OwnKeyProperties own) {
    return new HttpPeerPages(addresses.others(own.service()));
  }
}
