package dev.triggerfish.aws.identity;

import dev.triggerfish.contracts.IdentityRecord;
import dev.triggerfish.contracts.IdentityRecord.AccessKeyRecord;
import dev.triggerfish.contracts.IdentityRecord.ManagedPolicyRecord;
import dev.triggerfish.contracts.IdentityRecord.PrincipalRecord;
import dev.triggerfish.policy.NamedPolicy;
import dev.triggerfish.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * IAM's state as this process knows it, fed from {@link dev.triggerfish.contracts.Topics#IDENTITY}
 * by {@link IdentityReplicaFeed}. Reads never wait; who must not act on old state waits with {@link
 * #awaitPosition} first.
 */
public final class IdentityReplica {

  private final Map<String, IdentityRecord> records = new ConcurrentHashMap<>();
  private final Map<String, Policy> managedPolicies = new ConcurrentHashMap<>();
  private final Map<String, PrincipalPolicies> compiled = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private long position = -1;

  /** The policies of a user or role by its unique id, or null if there is none of that id. */
  public @Nullable PrincipalPolicies principal(String id) {
    var known = compiled.get(id);
    if (known != null) {
      return known;
    }
    return compiled.computeIfAbsent(id, this::compile);
  }

  /** Whether a user's access key is known and may be used. */
  public boolean isActive(String accessKeyId) {
    return records.get(AccessKeyRecord.key(accessKeyId)) instanceof AccessKeyRecord key
        && key.active();
  }

  /**
   * Waits until everything up to an offset has been applied.
   *
   * @return whether it has been, within the time
   */
  public boolean awaitPosition(long offset, Duration atMost) {
    lock.lock();
    try {
      var nanos = atMost.toNanos();
      while (position < offset) {
        if (nanos <= 0) {
          return false;
        }
        nanos = moved.awaitNanos(nanos);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the replica has been filled once. */
  public boolean ready() {
    return awaitPosition(0, Duration.ZERO);
  }

  void put(String key, @Nullable IdentityRecord record) {
    if (record == null) {
      records.remove(key);
    } else {
      records.put(key, record);
    }
    switch (record) {
      case PrincipalRecord principal -> compiled.remove(principal.id());
      case ManagedPolicyRecord policy -> {
        managedPolicies.put(policy.arn(), Policy.parse(policy.document()));
        compiled.clear();
      }
      case AccessKeyRecord _, IdentityRecord.Marker _ -> {}
      case null -> {
        managedPolicies.remove(key.substring(key.indexOf('/') + 1));
        compiled.clear();
      }
    }
  }

  /** Everything up to and including this offset has been put. */
  void moveTo(long offset) {
    lock.lock();
    try {
      position = Math.max(position, offset);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads the record within the map's computation: a change that comes meanwhile has to wait for
   * it, and then throws away what was made of the old one.
   */
  private @Nullable PrincipalPolicies compile(String id) {
    if (!(records.get(PrincipalRecord.key(id)) instanceof PrincipalRecord record)) {
      return null;
    }
    var policies = new ArrayList<NamedPolicy>();
    record
        .inlinePolicies()
        .forEach(
            (name, document) ->
                policies.add(
                    new NamedPolicy(
                        "inline policy " + name + " of " + record.arn(), Policy.parse(document))));
    for (var arn : record.attachedPolicies()) {
      var policy = managed(arn);
      if (policy != null) {
        policies.add(policy);
      }
    }
    var boundary = record.permissionsBoundary();
    return new PrincipalPolicies(
        record.arn(), policies, boundary == null ? null : boundary(boundary), record.tags());
  }

  private @Nullable NamedPolicy managed(String arn) {
    var policy = managedPolicies.get(arn);
    return policy == null ? null : new NamedPolicy(arn, policy);
  }

  /** A boundary that has not arrived yet allows nothing. */
  private NamedPolicy boundary(String arn) {
    var policy = managed(arn);
    return policy != null
        ? policy
        : new NamedPolicy(arn, Policy.parse("{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
  }
}
