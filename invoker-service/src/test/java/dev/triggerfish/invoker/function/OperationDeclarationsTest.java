package dev.triggerfish.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.operation.AwsOperation;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

class OperationDeclarationsTest {

  @ParameterizedTest
  @MethodSource("operations")
  void everyMemberOfARequestIsDeclaredOnce(Class<?> group) throws ReflectiveOperationException {
    for (var method : group.getDeclaredMethods()) {
      var operation = method.getAnnotation(AwsOperation.class);
      if (operation == null) {
        continue;
      }
      var builder = (SdkPojo) method.getParameterTypes()[0].getMethod("builder").invoke(null);
      var declared =
          Stream.of(operation.acts(), operation.stored(), operation.refused())
              .flatMap(Arrays::stream)
              .filter(member -> !member.contains("."));

      assertThat(declared)
          .as(method.getName())
          .containsExactlyInAnyOrderElementsOf(
              builder.sdkFields().stream().map(SdkField::memberName).toList());
    }
  }

  static Stream<Class<?>> operations() {
    return Stream.of(
        CreateFunction.class,
        GetFunction.class,
        ListFunctions.class,
        UpdateFunctionCode.class,
        UpdateFunctionConfiguration.class,
        DeleteFunction.class);
  }
}
