package dev.triggerfish.aws.web;

import dev.triggerfish.aws.operation.OperationRegistry;
import dev.triggerfish.aws.pipeline.AwsPipeline;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.servlet.HandlerMapping;

/** AWS's APIs and the platform's own endpoints on one Tomcat. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
@Import({TomcatConfiguration.class, WebSecurityConfiguration.class})
public class WebConfiguration {

  @Bean
  HandlerMapping awsHandlerMapping(
      AwsPipeline pipeline, ObjectProvider<RequestForwarder> forwarder, RequestOrigins origins) {
    return new AwsHandlerMapping(
        new AwsRequestHandler(
            pipeline, forwarder.getIfAvailable(() -> RequestForwarder.NONE), origins));
  }

  @Bean
  RequestOrigins requestOrigins(
      EndpointAddresses doors, ObjectProvider<EnvironmentConnections> environments) {
    return new RequestOrigins(
        doors, environments.getIfAvailable(() -> EnvironmentConnections.NONE));
  }

  @Bean
  HandlerMapping siteMapping(ObjectProvider<SiteHandler> handlers, RequestOrigins origins) {
    return new SiteMapping(handlers.orderedStream().toList(), origins);
  }

  /**
   * It would swallow the body of a PUT that calls itself a form, which belongs to the signature.
   */
  @Bean
  FilterRegistrationBean<FormContentFilter> noFormContentFilter(FormContentFilter filter) {
    return without(filter);
  }

  /** Replaces Spring's resolver, which would parse uploads before they can be forwarded. */
  @Bean
  MultipartResolver multipartResolver() {
    return new UnreadMultipart();
  }

  /** Nothing here asks for the request by its thread. */
  @Bean
  FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
    return without(new RequestContextFilter());
  }

  /** Bodies here are bytes. */
  @Bean
  FilterRegistrationBean<CharacterEncodingFilter> noCharacterEncodingFilter(
      CharacterEncodingFilter filter) {
    return without(filter);
  }

  private static <F extends Filter> FilterRegistrationBean<F> without(F filter) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.setEnabled(false);
    return registration;
  }

  @Bean
  OwnErrors ownErrors() {
    return new OwnErrors();
  }

  @Bean
  OperationsController operationsController(OperationRegistry registry) {
    return new OperationsController(registry);
  }
}
