package dev.triggerfish.invoker.environment;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.logs.EnvironmentLog;
import dev.triggerfish.invoker.logs.LogSink;
import dev.triggerfish.invoker.logs.LogStreamIdentity;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.invoker.role.ExecutionRoles;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Makes environments: gets credentials for them, a log stream and a sandbox. */
final class EnvironmentFactory {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private final RuntimeExecutor executor;
  private final ExecutionRoles roles;
  private final LogSink sink;
  private final PlatformClock clock;
  private final RunningContext context;

  EnvironmentFactory(
      RuntimeExecutor executor,
      ExecutionRoles roles,
      LogSink sink,
      PlatformClock clock,
      RunningContext context) {
    this.executor = executor;
    this.roles = roles;
    this.sink = sink;
    this.clock = clock;
    this.context = context;
  }

  /**
   * Makes an environment; its runtime starts with its first invocation.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException with STS's code if the
   *     role cannot be assumed
   */
  ExecutionEnvironment create(FunctionVersion version) throws RuntimeStartException {
    var credentials =
        roles.credentials(
            new ExecutionRole(
                version.roleArn(), version.accountId(), version.region(), version.name()));
    var logStream = logStream(version);
    var stream =
        new LogStreamIdentity(version, logStream, credentials.roleId(), credentials.sessionName());
    var sandbox = executor.open(version);
    var lines =
        new EnvironmentLines(
            version, new EnvironmentLog(stream, sink, clock), clock, context, sandbox.notices());
    return new ExecutionEnvironment(
        new EnvironmentIdentity(version, logStream, credentials), sandbox, lines, context);
  }

  private String logStream(FunctionVersion version) {
    var id = UUID.randomUUID().toString().replace("-", "");
    return DAY.format(clock.now()) + "/[" + version.version() + "]" + id;
  }
}
