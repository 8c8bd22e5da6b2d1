package dev.triggerfish.logs.logevent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.logs.loggroup.LogGroupConfiguration;
import dev.triggerfish.logs.loggroup.LogGroupStore;
import dev.triggerfish.logs.loggroup.NewLogGroup;
import dev.triggerfish.logs.logstream.LogStreamConfiguration;
import dev.triggerfish.logs.logstream.LogStreamStore;
import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase("logs")
class LogEventTrimmerTest {

  private final ServiceContext context;
  private final LogEventStore events;
  private final LogGroupStore groups;
  private final long now;

  LogEventTrimmerTest(TestDatabase database) {
    context =
        new ServiceContext(
            database,
            LogsStorageConfiguration.class,
            LogGroupConfiguration.class,
            LogStreamConfiguration.class,
            LogEventConfiguration.class);
    events = context.bean(LogEventStore.class);
    groups = context.bean(LogGroupStore.class);
    now = context.clock().millis();
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void deletesWhatOutlivesTheRetentionOfItsGroup() {
    var day = Duration.ofDays(1).toMillis();
    write("kept", now, now);
    write("short", now, now);
    context
        .database()
        .jdbc()
        .sql("update log_group set retention_days = 3 where name = 'short'")
        .update();
    write("short", now + 2 * day, now + 2 * day);

    trimmer(1_000_000).trim(context.clock().now().plus(Duration.ofDays(3)));
    assertThat(times("short")).containsExactly(now, now + 2 * day);

    trimmer(1_000_000).trim(context.clock().now().plus(Duration.ofDays(3)).plusMillis(1));
    assertThat(times("short")).containsExactly(now + 2 * day);
    assertThat(times("kept")).containsExactly(now);
    assertThat(group("short").storedBytes()).isEqualTo(27);
  }

  @Test
  void deletesTheOldestToArriveWhenThereIsTooMuch() {
    var stamps = LongStream.range(0, 3_000).boxed().toList();
    var group = group("g");
    var stream = stream("g");
    events.append(
        stamps.stream().map(i -> new NewLogEvent(group.id(), stream, now + i, "x")).toList(), now);
    assertThat(group("g").storedBytes()).isEqualTo(3_000 * 27);

    trimmer(2_500 * 27).trim(context.clock().now());

    assertThat(group("g").storedBytes()).isEqualTo(2_000 * 27);
    assertThat(times("g")).hasSize(2_000).startsWith(now + 1_000);
    assertThat(
            Objects.requireNonNull(context.bean(LogStreamStore.class).find(group.id(), "s"))
                .firstEventTimestamp())
        .isEqualTo(now + 1_000);
  }

  private LogEventTrimmer trimmer(long maxBytes) {
    return new LogEventTrimmer(context.database(), maxBytes);
  }

  private void write(String name, long timestamp, long ingestedAt) {
    var stream = stream(name);
    events.append(List.of(new NewLogEvent(group(name).id(), stream, timestamp, "x")), ingestedAt);
  }

  private List<Long> times(String name) {
    var range = EventRange.ofGroup(group(name).id(), 0, Long.MAX_VALUE);
    var page = new EventPages(events).read(range, EventPosition.before(0), true, 10_000);
    return page.events().stream().map(event -> event.position().timestamp()).toList();
  }

  private long stream(String name) {
    var group = group(name);
    var streams = context.bean(LogStreamStore.class);
    streams.create(group.id(), "s", now);
    return Objects.requireNonNull(streams.find(group.id(), "s")).id();
  }

  private dev.triggerfish.logs.loggroup.LogGroup group(String name) {
    groups.create(NewLogGroup.plain("000000000000", "eu-west-1", name, now));
    return Objects.requireNonNull(groups.find("000000000000", "eu-west-1", name));
  }
}
