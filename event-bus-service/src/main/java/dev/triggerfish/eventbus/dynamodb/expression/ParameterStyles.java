package dev.triggerfish.eventbus.dynamodb.expression;

import dev.triggerfish.aws.error.AwsErrors;
import java.util.List;
import java.util.stream.Collectors;

/** A request has expressions, or the parameters from before there were any, but not both. */
public final class ParameterStyles {

  private final List<Parameter> expressions;

  private ParameterStyles(List<Parameter> expressions) {
    this.expressions = expressions;
  }

  /**
   * A parameter.
   *
   * @param name as AWS calls it
   * @param isGiven whether the request has it
   */
  public record Parameter(String name, boolean isGiven) {}

  /** Refuses requests of both styles. */
  public static ParameterStyles of(List<Parameter> expressions, List<Parameter> legacy) {
    var styles = new ParameterStyles(expressions);
    if (styles.hasExpressions() && legacy.stream().anyMatch(Parameter::isGiven)) {
      throw AwsErrors.validation(
          "Can not use both expression and non-expression parameters in the same request:"
              + " Non-expression parameters: "
              + names(legacy)
              + " Expression parameters: "
              + names(expressions));
    }
    return styles;
  }

  private static String names(List<Parameter> parameters) {
    return parameters.stream()
        .filter(Parameter::isGiven)
        .map(Parameter::name)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private boolean hasExpressions() {
    return expressions.stream().anyMatch(Parameter::isGiven);
  }

  /** Refuses placeholders that no expression can use. */
  public void requireUseFor(boolean hasNames, boolean hasValues) {
    if (hasNames && !hasExpressions()) {
      throw AwsErrors.validation(
          "ExpressionAttributeNames can only be specified when using expressions");
    }
    var valued =
        expressions.stream()
            .filter(parameter -> !parameter.name.equals("ProjectionExpression"))
            .toList();
    if (hasValues && !valued.isEmpty() && valued.stream().noneMatch(Parameter::isGiven)) {
      throw AwsErrors.validation(
          "ExpressionAttributeValues can only be specified when using expressions: "
              + valued.stream().map(Parameter::name).collect(Collectors.joining(" and "))
              + (valued.size() > 1 ? " are" : " is")
              + " null");
    }
  }
}
