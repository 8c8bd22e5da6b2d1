package dev.triggerfish.logs.ingestion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.contracts.LogBatch;
import dev.triggerfish.logs.loggroup.LogArns;
import dev.triggerfish.logs.loggroup.LogGroup;
import dev.triggerfish.logs.loggroup.LogGroupStore;
import dev.triggerfish.logs.loggroup.NewLogGroup;
import dev.triggerfish.logs.logstream.LogStream;
import dev.triggerfish.logs.logstream.LogStreamStore;
import dev.triggerfish.policy.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the stream of a batch, and makes it and its group where they are missing, all within the
 * role's rights. A role that may not write lines makes nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html">AWS</a>
 */
final class LogTargets {

  private static final int MOST = 10_000;

  private final LogGroupStore groups;
  private final LogStreamStore streams;
  private final Authorizer authorizer;
  private final PlatformClock clock;

  /**
   * Streams that were there. Who writes to one learns whether it still is, and has it forgotten if
   * not: ids are never used again.
   */
  private final Cache<Stream, LogTarget> known = Caffeine.newBuilder().maximumSize(MOST).build();

  LogTargets(
      LogGroupStore groups, LogStreamStore streams, Authorizer authorizer, PlatformClock clock) {
    this.groups = groups;
    this.streams = streams;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  Admission admit(LogBatch batch) {
    var target = known.getIfPresent(Stream.of(batch));
    if (target != null) {
      var denied = denial(batch, false, false);
      return denied != null ? denied : new Admission.Admitted(target);
    }
    var admission = find(batch);
    if (admission instanceof Admission.Admitted(var found)) {
      known.put(Stream.of(batch), found);
    }
    return admission;
  }

  /** Forgets where a batch goes, because that is gone. */
  void forget(LogBatch batch) {
    known.invalidate(Stream.of(batch));
  }

  private Admission find(LogBatch batch) {
    var group = groups.find(batch.accountId(), batch.region(), batch.logGroup());
    var stream = group == null ? null : streams.find(group.id(), batch.logStream());
    var denied = denial(batch, group == null, stream == null);
    if (denied != null) {
      return denied;
    }
    var existing = group != null ? group : makeGroup(batch);
    if (existing == null) {
      return new Admission.Gone();
    }
    var target = stream != null ? stream : makeStream(existing, batch);
    return target == null
        ? new Admission.Gone()
        : new Admission.Admitted(new LogTarget(existing.id(), target.id()));
  }

  private Admission.@Nullable Denied denial(LogBatch batch, boolean newGroup, boolean newStream) {
    var ofGroup = LogArns.authorizedGroup(batch.region(), batch.accountId(), batch.logGroup());
    var ofStream =
        LogArns.stream(batch.region(), batch.accountId(), batch.logGroup(), batch.logStream());
    var denied = newGroup ? denial(batch, "logs:CreateLogGroup", ofGroup) : null;
    if (denied == null && newStream) {
      denied = denial(batch, "logs:CreateLogStream", ofStream);
    }
    return denied != null ? denied : denial(batch, "logs:PutLogEvents", ofStream);
  }

  private Admission.@Nullable Denied denial(LogBatch batch, String action, String resource) {
    var session = session(batch);
    var decision = authorizer.decide(session, action, resource, Map.of());
    return decision.allowed()
        ? null
        : new Admission.Denied(
            "User: %s is not authorized to perform: %s on resource: %s %s"
                .formatted(session.arn(), action, resource, decision.reason(action)));
  }

  private static Principal session(LogBatch batch) {
    var arn = Arn.parse(batch.roleArn());
    var resource = arn == null ? batch.roleArn() : arn.resource();
    return new Principal.RoleSession(
        arn == null ? batch.accountId() : arn.accountId(),
        batch.roleArn(),
        batch.roleId(),
        resource.substring(resource.lastIndexOf('/') + 1),
        batch.sessionName(),
        null,
        batch.functionArn());
  }

  /** Null if it was made and deleted by others meanwhile. */
  private @Nullable LogGroup makeGroup(LogBatch batch) {
    groups.create(
        NewLogGroup.plain(batch.accountId(), batch.region(), batch.logGroup(), clock.millis()));
    return groups.find(batch.accountId(), batch.region(), batch.logGroup());
  }

  private @Nullable LogStream makeStream(LogGroup group, LogBatch batch) {
    streams.create(group.id(), batch.logStream(), clock.millis());
    return streams.find(group.id(), batch.logStream());
  }

  private record Stream(String accountId, String region, String logGroup, String logStream) {

    static Stream of(LogBatch batch) {
      return new Stream(batch.accountId(), batch.region(), batch.logGroup(), batch.logStream());
    }
  }
}
