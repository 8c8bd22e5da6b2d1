package dev.triggerfish.invoker.functionconfig;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.invoker.function.FunctionErrors;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.Runtime;

/**
 * The runtimes that AWS takes.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html">Lambda
 *     runtimes</a>
 */
public final class Runtimes {

  /** In the order of AWS's own message. */
  private static final List<String> ACCEPTED =
      List.of(
          "nodejs20.x",
          "python3.14",
          "provided.al2023",
          "python3.12",
          "python3.13",
          "nodejs24.x",
          "nodejs22.x",
          "java25",
          "python3.10",
          "python3.11",
          "java21",
          "ruby3.3",
          "ruby3.4",
          "ruby3.2",
          "python3.8",
          "python3.9",
          "java17",
          "nodejs16.x",
          "dotnet10",
          "dotnet8",
          "java11",
          "dotnet6",
          "nodejs18.x",
          "provided.al2",
          "java8.al2");

  private Runtimes() {}

  /** Refuses a runtime that AWS never knew, or has given up. */
  static void check(String runtime) {
    if (ACCEPTED.contains(runtime)) {
      return;
    }
    if (Runtime.fromValue(runtime) != Runtime.UNKNOWN_TO_SDK_VERSION) {
      throw FunctionErrors.invalid(
          "The runtime parameter of "
              + runtime
              + " is no longer supported for creating or updating AWS Lambda functions. We"
              + " recommend you use a supported runtime while creating or updating functions.");
    }
    throw FunctionErrors.invalid(
        "Value "
            + runtime
            + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: ["
            + String.join(", ", ACCEPTED)
            + "] or be a valid ARN");
  }

  /**
   * Refuses a layer for a runtime that AWS never knew; those that it has given up are let through.
   */
  public static void checkCompatible(List<String> runtimes) {
    for (var runtime : runtimes) {
      if (Runtime.fromValue(runtime) == Runtime.UNKNOWN_TO_SDK_VERSION
          && !ACCEPTED.contains(runtime)) {
        throw AwsErrors.validation(
            "1 validation error detected: Value '"
                + runtimes
                + "' at 'compatibleRuntimes' failed to satisfy constraint: Member must satisfy enum"
                + " value set: "
                + ACCEPTED);
      }
    }
  }

  /** An ARN as AWS gives each build of a runtime; here each runtime has one build. */
  public static String versionArn(String runtime, String region) {
    return "arn:aws:lambda:" + region + "::runtime:" + Digest.SHA256.hex(runtime);
  }
}
