package dev.triggerfish.aws.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import dev.triggerfish.aws.model.ShapeModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/** The model files and the SDK's classes are two sources: what one names, the other must have. */
class ModelsFitTheSdkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lambda",
        "iam",
        "sts",
        "logs",
        "monitoring",
        "sns",
        "sqs",
        "dynamodb",
        "streams.dynamodb",
        "apigatewayv2",
        "servicequotas",
        "s3"
      })
  void everyConstraintIsOnAMemberThatTheSdkHas(String id) {
    ServiceModel service = Requests.MODELS.get(id);
    List<String> missing = new ArrayList<>();
    for (OperationModel operation : service.operations().all()) {
      if (operation.input() != null) {
        structure(
            service,
            service.shapes().get(operation.input()),
            StructurePlan.of(operation.requestClass()),
            operation.name(),
            missing,
            new HashSet<>());
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lambda", "apigatewayv2"})
  void everyLabelIsAMember(String id) {
    for (OperationModel operation : Requests.MODELS.get(id).operations().all()) {
      Set<String> members = new TreeSet<>();
      StructurePlan.of(operation.requestClass())
          .elsewhere
          .forEach(field -> members.add(field.name));
      var labels = java.util.regex.Pattern.compile("\\{([^}+]+)\\+?}").matcher(operation.uri());
      while (labels.find()) {
        assertThat(members).as(operation.name()).contains(labels.group(1));
      }
    }
  }

  @Test
  void allPatternsCompileAndTheFewThatBacktrackAreKnown() {
    Set<String> backtracking = new TreeSet<>();
    for (String id : Requests.MODELS.ids()) {
      for (ShapeModel shape : Requests.MODELS.get(id).shapes().values()) {
        if (shape.pattern() != null) {
          new AwsPattern(shape.pattern()).matches("x"); // Throws if it does not compile.
          if (!AwsPattern.isLinear(shape.pattern())) {
            backtracking.add(shape.pattern());
          }
        }
      }
    }
    // None of them repeats what is repeated itself in a way that could match one text twice.
    assertThat(backtracking)
        .containsExactlyInAnyOrder(
            "((?!^\\d+$)^[0-9a-zA-Z-_]+$)",
            "(?!^[0-9]+$)([a-zA-Z0-9-_]+)",
            "(^(?!(system\\x2e)))(^[_a-zA-Z0-9])([^$]*)",
            "^[0-9A-Za-z\\.\\-_]*(?<!\\.)$",
            "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
            "\\p{Print}+");
  }

  private static void structure(
      ServiceModel service,
      @Nullable ShapeModel shape,
      StructurePlan plan,
      String path,
      List<String> missing,
      Set<ShapeModel> seen) {
    if (shape == null || !seen.add(shape)) {
      return;
    }
    Set<String> named = new TreeSet<>(shape.required());
    named.addAll(shape.members().keySet());
    for (FieldPlan field : plan.all) {
      String name = named.contains(field.memberName) ? field.memberName : field.name;
      named.remove(name);
      ShapeModel member = service.shapes().get(shape.members().getOrDefault(name, ""));
      value(service, member, field, path + "." + field.memberName, missing, seen);
    }
    named.forEach(name -> missing.add(path + "." + name));
  }

  private static void value(
      ServiceModel service,
      @Nullable ShapeModel shape,
      FieldPlan field,
      String path,
      List<String> missing,
      Set<ShapeModel> seen) {
    if (shape == null) {
      return;
    }
    if (field.type == MarshallingKnownType.SDK_POJO) {
      structure(service, shape, field.structure(), path, missing, seen);
    } else if (field.element != null && shape.value() != null) {
      value(service, service.shapes().get(shape.value()), field.element, path, missing, seen);
    }
  }
}
