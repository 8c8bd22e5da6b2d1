package dev.triggerfish.invoker.runtimeapi;

import dev.triggerfish.invoker.environment.FunctionEndpoint;
import dev.triggerfish.invoker.environment.RuntimeChannels;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The Runtime API. */
@Configuration(proxyBeanMethods = false)
public class RuntimeApiConfiguration {

  @Bean
  RuntimeApi runtimeApi(RuntimeChannels channels) {
    return new RuntimeApi(channels);
  }

  @Bean
  ServletRegistrationBean<RuntimeApiServlet> runtimeApiServlet(RuntimeApi api) {
    var registration =
        new ServletRegistrationBean<>(
            new RuntimeApiServlet(api), FunctionEndpoint.RUNTIME_PATH + "/*");
    registration.setName("runtimeApi");
    registration.setLoadOnStartup(1);
    return registration;
  }
}
