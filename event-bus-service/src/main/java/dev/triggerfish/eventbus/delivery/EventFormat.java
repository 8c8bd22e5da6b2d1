package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.delivery.ItemFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** Events in the table {@code outbox_event}: a JSON header, and the number of attempts as state. */
final class EventFormat implements ItemFormat<PendingEvent> {

  /** The engine's name of the table. */
  static final String TABLE = "outbox_event";

  /** A migration has carried headers over without escaping their control characters. */
  private final JsonMapper json =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

  private record Header(
      String eventId,
      String principal,
      String sourceArn,
      String accountId,
      String region,
      String targetArn,
      @Nullable String deadLetterTargetArn,
      @Nullable String traceHeader,
      Retries retries,
      long acceptedAt) {}

  @Override
  public String header(PendingEvent pending) {
    var event = pending.event();
    return json.writeValueAsString(
        new Header(
            event.eventId(),
            event.principal(),
            event.sourceArn(),
            event.accountId(),
            event.region(),
            event.targetArn(),
            event.deadLetterTargetArn(),
            event.traceHeader(),
            event.retries(),
            pending.acceptedAt()));
  }

  @Override
  public String state(PendingEvent pending) {
    return Integer.toString(pending.attempts());
  }

  @Override
  public PendingEvent read(String id, byte[] payload, String header, String state) {
    var read = json.readValue(header, Header.class);
    var event =
        new OutboundEvent(
            read.eventId,
            read.principal,
            read.sourceArn,
            read.accountId,
            read.region,
            read.targetArn,
            payload,
            read.deadLetterTargetArn,
            read.traceHeader,
            read.retries);
    return new PendingEvent(id, event, read.acceptedAt, Integer.parseInt(state));
  }
}
