package dev.triggerfish.aws.client;

import dev.triggerfish.aws.catalogue.PlatformAddresses;
import dev.triggerfish.aws.identity.OwnKeyProperties;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** Other services are other processes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PlatformAddresses.class, OwnKeyProperties.class})
public class RemoteClientsConfiguration {

  /** Longer than the longest function runs. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(920);

  private static final int CONNECTIONS = 1_000;

  @Bean
  AwsClients awsClients(PlatformAddresses addresses, OwnKeyProperties own) {
    var credentials = AwsBasicCredentials.create(own.accessKeyId(), own.secretAccessKey());
    return new HttpAwsClients(
        ApacheHttpClient.builder()
            .socketTimeout(SOCKET_TIMEOUT)
            .maxConnections(CONNECTIONS)
            .build(),
        service -> addresses.of(service.owner()),
        _ -> credentials);
  }
}
