package dev.triggerfish.invoker.environment;

import java.time.Instant;

/**
 * An execution environment as {@code /_triggerfish/environments} shows it. There is nothing secret
 * in it.
 *
 * @param id 32 hexadecimal digits, the end of its log stream's name
 * @param account 12 digits
 * @param region such as {@code us-east-1}
 * @param function bare name
 * @param version {@code $LATEST} or a number
 * @param state where it is in its life
 * @param runtime such as {@code python3.12}
 * @param memoryMb the function's memory
 * @param created platform time
 * @param lastUsed when its last invocation began, or ended; platform time
 * @param invocations that it has finished
 * @param logStream where its log goes
 */
record EnvironmentView(
    String id,
    String account,
    String region,
    String function,
    String version,
    EnvironmentState state,
    String runtime,
    int memoryMb,
    Instant created,
    Instant lastUsed,
    long invocations,
    String logStream) {

  static EnvironmentView of(
      ExecutionEnvironment environment, Instant created, Instant lastUsed, long invocations) {
    var version = environment.version();
    var logStream = environment.logStream();
    return new EnvironmentView(
        logStream.substring(logStream.lastIndexOf(']') + 1),
        version.accountId(),
        version.region(),
        version.name(),
        version.version(),
        environment.state(),
        version.runtime(),
        version.memoryMb(),
        created,
        lastUsed,
        invocations,
        logStream);
  }
}
