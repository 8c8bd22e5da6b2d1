package dev.triggerfish.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.logs.fixture.LogsContext;
import dev.triggerfish.logs.logevent.LogEventConfiguration;
import dev.triggerfish.logs.loggroup.LogGroupConfiguration;
import dev.triggerfish.logs.logstream.LogStreamConfiguration;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;

class DeclaredOperationsTest {

  @Test
  void eachInputMemberIsDeclaredOnce() throws ReflectiveOperationException {
    for (var method : operations()) {
      var declaration = method.getAnnotation(AwsOperation.class);
      var declared =
          Stream.of(declaration.acts(), declaration.stored(), declaration.refused())
              .flatMap(Arrays::stream)
              .toList();
      assertThat(declared)
          .as(method.getName())
          .containsExactlyInAnyOrderElementsOf(members(method.getParameterTypes()[0]));
    }
  }

  @Test
  void theOperationsThatUsersNeedFirstAreServed() {
    assertThat(operations().stream().map(Method::getName).collect(Collectors.toSet()))
        .isEqualTo(
            Set.of(
                "createLogGroup",
                "deleteLogGroup",
                "describeLogGroups",
                "putRetentionPolicy",
                "deleteRetentionPolicy",
                "createLogStream",
                "deleteLogStream",
                "describeLogStreams",
                "putLogEvents",
                "getLogEvents",
                "filterLogEvents"));
  }

  private static List<Method> operations() {
    try (var context =
        new LogsContext(
            LogGroupConfiguration.class,
            LogStreamConfiguration.class,
            LogEventConfiguration.class)) {
      var methods = new ArrayList<Method>();
      for (var group : context.beans(OperationGroup.class)) {
        Arrays.stream(group.getClass().getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(AwsOperation.class))
            .forEach(methods::add);
      }
      return methods;
    }
  }

  private static List<String> members(Class<?> request) throws ReflectiveOperationException {
    var fields = request.getDeclaredField("SDK_FIELDS");
    fields.setAccessible(true);
    return ((List<?>) fields.get(null))
        .stream().map(field -> ((SdkField<?>) field).memberName()).toList();
  }
}
