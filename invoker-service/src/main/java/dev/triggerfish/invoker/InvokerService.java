package dev.triggerfish.invoker;

import dev.triggerfish.invoker.code.CodeConfiguration;
import dev.triggerfish.invoker.function.FunctionConfiguration;
import dev.triggerfish.invoker.role.RoleConfiguration;
import dev.triggerfish.invoker.storage.InvokerStorageConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Lambda: its features, whichever process they run in. */
@Configuration(proxyBeanMethods = false)
@Import({
  InvokerStorageConfiguration.class,
  RoleConfiguration.class,
  CodeConfiguration.class,
  FunctionConfiguration.class
})
public class InvokerService {}
