package dev.triggerfish.aws.web;

import dev.triggerfish.aws.pipeline.AwsPipeline;
import dev.triggerfish.aws.storage.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Short chains: the platform's own endpoints, sites such as HTTP APIs, and AWS's APIs. They are
 * built by hand, since each of the standard filters would cost every invocation something and
 * protect nothing here.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurityConfiguration {

  @Bean
  HttpFirewall httpFirewall() {
    return new OwnPathsFirewall();
  }

  @Bean
  @Order(0)
  SecurityFilterChain runtimeApiChain() {
    return new DefaultSecurityFilterChain(
        request -> request.getRequestURI().startsWith("/_runtime/"));
  }

  @Bean
  @Order(1)
  SecurityFilterChain adminChain(
      WebProperties properties, DataDirectory directory, RequestOrigins origins) {
    var token = AdminToken.in(directory.root());
    return new DefaultSecurityFilterChain(
        request -> request.getRequestURI().startsWith("/_triggerfish/"),
        new HostFilter(properties.hosts()),
        new AdminFilter(properties.admin().open() ? null : token, origins::fromEnvironment));
  }

  /** Sites authenticate their callers by their own settings. */
  @Bean
  @Order(2)
  SecurityFilterChain siteChain(WebProperties properties) {
    return new DefaultSecurityFilterChain(
        request -> SiteMapping.site(request) != null, new HostFilter(properties.hosts()));
  }

  @Bean
  @Order(3)
  SecurityFilterChain awsChain(
      WebProperties properties, AwsPipeline pipeline, RequestOrigins origins) {
    return new DefaultSecurityFilterChain(
        AnyRequestMatcher.INSTANCE,
        new HostFilter(properties.hosts()),
        new AwsAuthenticationFilter(pipeline, origins));
  }
}
