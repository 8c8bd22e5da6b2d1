package dev.triggerfish.invoker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.storage.ServiceStorage;
import dev.triggerfish.invoker.alias.AliasConfiguration;
import dev.triggerfish.invoker.code.CodeConfiguration;
import dev.triggerfish.invoker.eventsource.mapping.MappingConfiguration;
import dev.triggerfish.invoker.function.FunctionConfiguration;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.function.ReservedConcurrency;
import dev.triggerfish.invoker.functionconfig.FunctionRulesConfiguration;
import dev.triggerfish.invoker.functionlifecycle.FunctionFixtures;
import dev.triggerfish.invoker.functionlifecycle.FunctionLifeCycleConfiguration;
import dev.triggerfish.invoker.layer.LayerConfiguration;
import dev.triggerfish.invoker.permission.PermissionConfiguration;
import dev.triggerfish.invoker.role.ExecutionRoles;
import dev.triggerfish.invoker.role.RoleConfiguration;
import dev.triggerfish.invoker.storage.InvokerStorageConfiguration;
import dev.triggerfish.testkit.TestDatabase;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class WiringTest {

  @Test
  void functionsAreWiredByTheirConfigurations(@TempDir Path folder) {
    try (var database = TestDatabase.h2("invoker");
        var context = new AnnotationConfigApplicationContext()) {
      context
          .getBeanFactory()
          .setConversionService(ApplicationConversionService.getSharedInstance());
      context.registerBean(ServiceStorage.class, () -> database.storage(folder));
      context.registerBean(PlatformClock.class, FunctionFixtures::clock);
      context.registerBean(Authorizer.class, () -> unused(Authorizer.class));
      context.registerBean(AwsClients.class, () -> unused(AwsClients.class));
      context.registerBean(ReservedConcurrency.class, () -> unused(ReservedConcurrency.class));
      context.register(
          InvokerStorageConfiguration.class,
          RoleConfiguration.class,
          CodeConfiguration.class,
          FunctionConfiguration.class,
          FunctionRulesConfiguration.class,
          FunctionLifeCycleConfiguration.class,
          AliasConfiguration.class,
          PermissionConfiguration.class,
          LayerConfiguration.class,
          MappingConfiguration.class);
      context.refresh();

      assertThat(context.getBeansOfType(OperationGroup.class)).hasSize(22);
      assertThat(context.getBean(FunctionResolver.class)).isNotNull();
      assertThat(context.getBean(ExecutionRoles.class)).isNotNull();
      assertThat(context.getBean(ResourceResolver.class).service()).isEqualTo("lambda");
    }
  }

  private static <T> T unused(Class<T> type) {
    var proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              throw new UnsupportedOperationException(method.toString());
            });
    return type.cast(proxy);
  }
}
