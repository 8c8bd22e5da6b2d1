package dev.triggerfish.aws.identity;

import dev.triggerfish.aws.kafka.TopicReader;
import dev.triggerfish.contracts.IdentityRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Feeds the replica from the identity topic. */
final class IdentityReplicaFeed implements TopicReader {

  private final IdentityReplica replica;

  IdentityReplicaFeed(IdentityReplica replica) {
    this.replica = replica;
  }

  @Override
  public void take(String key, byte @Nullable [] value) {
    replica.put(
        key, value == null ? null : JsonMapper.shared().readValue(value, IdentityRecord.class));
  }

  @Override
  public void reached(long offset) {
    replica.moveTo(offset);
  }
}
