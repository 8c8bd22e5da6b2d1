package dev.triggerfish.aws.clock;

import dev.triggerfish.aws.kafka.TopicReader;
import dev.triggerfish.contracts.ClockOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Takes the offsets that other processes have announced. */
final class ClockFeed implements TopicReader {

  private final ClockAdvances advances;

  ClockFeed(ClockAdvances advances) {
    this.advances = advances;
  }

  @Override
  public void take(String key, byte @Nullable [] value) {
    if (value != null) {
      advances.take(JsonMapper.shared().readValue(value, ClockOffset.class).offset());
    }
  }
}
