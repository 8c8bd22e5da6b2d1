package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.content.ContentSweeper;
import dev.triggerfish.aws.storage.ServiceStorage;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deployment packages: where they come from, and the store that holds them. */
@Configuration(proxyBeanMethods = false)
public class CodeConfiguration {

  @Bean
  CodeStore codeStore(ServiceStorage storage, ObjectProvider<CodeReferences> references) {
    return new CodeStore(
        storage.folder("invoker").resolve("code"),
        CodeLimits.LAMBDA,
        sha256 -> references.stream().anyMatch(each -> each.usesCode(sha256)));
  }

  @Bean
  CodeIntake codeIntake(CodeStore store, AwsClients clients) {
    return new CodeIntake(store, clients);
  }

  @Bean
  ContentSweeper codeSweeper(CodeStore store, PlatformClock clock) {
    return new ContentSweeper(store.zips(), clock);
  }

  /**
   * {@code triggerfish.endpoint-url}: where clients reach the public endpoint; by default this
   * process.
   */
  @Bean
  EndpointUrls endpointUrls(
      @Value("${triggerfish.endpoint-url:http://localhost:${server.port:4566}}")
          String publicEndpoint) {
    return () -> publicEndpoint;
  }

  @Bean
  CodeLinks codeLinks(EndpointUrls urls) {
    return new CodeLinks(urls, Clock.systemUTC());
  }

  @Bean
  CodeDownloadController codeDownloadController(CodeLinks links, CodeStore store) {
    return new CodeDownloadController(links, store);
  }
}
