package dev.triggerfish.gateway.forward;

import dev.triggerfish.aws.catalogue.AwsService;
import dev.triggerfish.aws.catalogue.PlatformAddresses;
import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.aws.web.RequestForwarder;
import dev.triggerfish.aws.web.Site;
import dev.triggerfish.aws.web.SiteHandler;
import java.util.HashMap;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Passing on over HTTP. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlatformAddresses.class)
public class ForwardConfiguration {

  private static final int CONNECTIONS = 2_000;

  /** Longer than the longest function runs. */
  private static final Timeout LONGEST_ANSWER = Timeout.ofSeconds(920);

  private static final Timeout LONGEST_CONNECT = Timeout.ofSeconds(5);

  @Bean
  CloseableHttpClient forwardingClient() {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom().setConnectTimeout(LONGEST_CONNECT).build())
                .build())
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(LONGEST_ANSWER).build())
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableDefaultUserAgent()
        .disableRedirectHandling()
        .build();
  }

  @Bean
  RequestForwarder requestForwarder(
      CloseableHttpClient forwardingClient, PlatformAddresses addresses) {
    return new HttpForwarder(forwardingClient, addresses.others(PlatformService.GATEWAY));
  }

  @Bean
  HandlerMapping forwardedPages(CloseableHttpClient forwardingClient, PlatformAddresses addresses) {
    var pages = new HashMap<String, HttpRequestHandler>();
    addresses
        .others(PlatformService.GATEWAY)
        .forEach(
            (owner, address) -> {
              var forwarder = new PageForwarder(forwardingClient, owner, address);
              for (var page : owner.pages()) {
                pages.put("/_triggerfish/" + page, forwarder);
                pages.put("/_triggerfish/" + page + "/**", forwarder);
              }
            });
    return new SimpleUrlHandlerMapping(pages, Ordered.HIGHEST_PRECEDENCE + 1);
  }

  /** Function URLs are the invoker's. */
  @Bean
  SiteHandler forwardedFunctionUrls(RequestForwarder requestForwarder) {
    return new ForwardedSites(Site.LAMBDA_URL, AwsService.LAMBDA.id(), requestForwarder);
  }
}
