package dev.triggerfish.invoker.environment.cgroup;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Limits of memory and processor time. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ResourceProperties.class)
public class ResourceControlConfiguration {

  @Bean(destroyMethod = "close")
  ResourceControl resourceControl(ResourceProperties properties) {
    return ResourceControlChoice.choose(properties.limits());
  }
}
