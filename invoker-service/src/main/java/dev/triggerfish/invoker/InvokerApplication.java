package dev.triggerfish.invoker;

import dev.triggerfish.invoker.role.RoleConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Lambda, as a service of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({RoleConfiguration.class})
public class InvokerApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(InvokerApplication.class, args);
  }
}
