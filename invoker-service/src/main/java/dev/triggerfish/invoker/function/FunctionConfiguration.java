package dev.triggerfish.invoker.function;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who hears of changes to functions. */
@Configuration(proxyBeanMethods = false)
public class FunctionConfiguration {

  @Bean
  ChangeAnnouncer functionChangeAnnouncer(ObjectProvider<FunctionChanges> listeners) {
    return new ChangeAnnouncer(() -> listeners);
  }
}
