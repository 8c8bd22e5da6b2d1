package dev.triggerfish.invoker.async;

import dev.triggerfish.delivery.ItemFormat;
import dev.triggerfish.invoker.destination.Completion;
import dev.triggerfish.invoker.function.FunctionName;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** Events in the table {@code queued_event}, apart from their payload as JSON. */
final class EventFormat implements ItemFormat<AsyncEvent> {

  /** The engine's name of the table. */
  static final String TABLE = "queued_event";

  /** A migration has carried trace headers over without escaping their control characters. */
  private final JsonMapper json =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

  private record Header(
      String accountId,
      String region,
      String name,
      @Nullable String qualifier,
      String traceHeader,
      long received) {}

  private record State(int invocations, int waits, @Nullable Completion completion) {}

  @Override
  public String header(AsyncEvent event) {
    var function = event.function();
    return json.writeValueAsString(
        new Header(
            function.accountId(),
            function.region(),
            function.name(),
            function.qualifier(),
            event.traceHeader(),
            event.received()));
  }

  @Override
  public String state(AsyncEvent event) {
    return json.writeValueAsString(
        new State(event.invocations(), event.waits(), event.completion()));
  }

  @Override
  public AsyncEvent read(String id, byte[] payload, String header, String state) {
    var constant = json.readValue(header, Header.class);
    var changing = json.readValue(state, State.class);
    return new AsyncEvent(
        id,
        new FunctionName(constant.accountId, constant.region, constant.name, constant.qualifier),
        payload,
        constant.traceHeader,
        constant.received,
        changing.invocations,
        changing.waits,
        changing.completion);
  }
}
