package dev.triggerfish.invoker.function;

import dev.triggerfish.invoker.role.ExecutionRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to run a function: an immutable copy of {@code $LATEST} at one moment, or of a
 * published version. Execution environments belong to exactly one of these; a change of code or
 * configuration makes another one.
 *
 * @param accountId 12 digits
 * @param region of the function
 * @param name bare name
 * @param version {@code $LATEST} or a number
 * @param deploymentId identity of this deployment: equal only if code, configuration and
 *     environment variables are
 * @param runtime identifier such as {@code python3.12}
 * @param handler null for {@code provided.*} functions that set none
 * @param roleArn execution role
 * @param timeoutSeconds 1 to 900
 * @param memoryMb 128 to 10,240
 * @param ephemeralStorageMb 512 to 10,240
 * @param architecture {@code x86_64} or {@code arm64}, as it was declared: it sets the price
 * @param environment the function's own variables
 * @param codeRoot folder with the unpacked code, mounted read-only at {@code /var/task}; never
 *     changed once it is there
 * @param layerRoots the folder with the function's layers on top of each other, mounted read-only
 *     at {@code /opt}; empty for a function without layers
 * @param logGroup such as {@code /aws/lambda/NAME}
 * @param logFormat {@code Text} or {@code JSON}
 */
public record FunctionVersion(
    String accountId,
    String region,
    String name,
    String version,
    String deploymentId,
    String runtime,
    @Nullable String handler,
    String roleArn,
    int timeoutSeconds,
    int memoryMb,
    int ephemeralStorageMb,
    String architecture,
    Map<String, String> environment,
    Path codeRoot,
    List<Path> layerRoots,
    String logGroup,
    String logFormat) {

  /** Version of the mutable function. */
  public static final String LATEST = "$LATEST";

  /** Whether a qualifier is a version, there or not; the others are aliases. */
  public static boolean isVersion(String qualifier) {
    return qualifier.equals(LATEST) || isNumber(qualifier);
  }

  /** Whether a qualifier is the number of a published version, there or not. */
  public static boolean isNumber(String qualifier) {
    return !qualifier.isEmpty() && qualifier.chars().allMatch(each -> each >= '0' && each <= '9');
  }

  /** The ARN without a qualifier. */
  public String functionArn() {
    return "arn:aws:lambda:" + region + ":" + accountId + ":function:" + name;
  }

  /** The ARN with the version. */
  public String qualifiedArn() {
    return functionArn() + ":" + version;
  }

  /** The role that its environments run with. */
  public ExecutionRole executionRole() {
    return new ExecutionRole(roleArn, accountId, region, name);
  }

  /** Without the function's variables, whose values are often secrets. */
  @Override
  public String toString() {
    return "FunctionVersion[" + qualifiedArn() + ", deploymentId=" + deploymentId + "]";
  }
}
