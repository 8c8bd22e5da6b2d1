package dev.triggerfish.eventbus.s3.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationTest {

  private static Notification notification(String event, String prefix, String suffix) {
    return new Notification(
        "id",
        "arn",
        List.of(event),
        prefix.isEmpty() ? null : prefix,
        suffix.isEmpty() ? null : suffix);
  }

  @ParameterizedTest
  @CsvSource({
    "s3:ObjectCreated:*, '', '', s3:ObjectCreated:Put, a, true",
    "s3:ObjectCreated:*, '', '', s3:ObjectCreated:CompleteMultipartUpload, a, true",
    "s3:ObjectCreated:Put, '', '', s3:ObjectCreated:Put, a, true",
    "s3:ObjectCreated:Put, '', '', s3:ObjectCreated:Copy, a, false",
    "s3:ObjectRemoved:*, '', '', s3:ObjectCreated:Put, a, false",
    "s3:ObjectCreated:*, in/, '', s3:ObjectCreated:Put, in/a, true",
    "s3:ObjectCreated:*, in/, '', s3:ObjectCreated:Put, out/a, false",
    "s3:ObjectCreated:*, '', .jpg, s3:ObjectCreated:Put, a.jpg, true",
    "s3:ObjectCreated:*, '', .jpg, s3:ObjectCreated:Put, a.JPG, false",
    "s3:ObjectCreated:*, in/, .jpg, s3:ObjectCreated:Put, in/a.jpg, true",
    "s3:ObjectCreated:*, in/, .jpg, s3:ObjectCreated:Put, in/a.png, false"
  })
  void tellsOfEventsThatMatch(
      String events, String prefix, String suffix, String event, String key, boolean told) {
    assertThat(notification(events, prefix, suffix).reasonAgainst(event, key) == null)
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "s3:ObjectCreated:*, '', '', s3:ObjectCreated:Put, '', '', true",
    "s3:ObjectCreated:*, '', '', s3:ObjectRemoved:*, '', '', false",
    "s3:ObjectCreated:Put, '', '', s3:ObjectCreated:Copy, '', '', false",
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, b/, '', false",
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, a/b, '', true",
    "s3:ObjectCreated:*, a/, '', s3:ObjectCreated:*, '', '', true",
    "s3:ObjectCreated:*, a/, .jpg, s3:ObjectCreated:*, a/, .png, false",
    "s3:ObjectCreated:*, a/, jpg, s3:ObjectCreated:*, a/, .jpg, true",
    "s3:ObjectCreated:*, a/, .jpg, s3:ObjectCreated:*, b/, .jpg, false"
  })
  void knowsWhenTwoCouldTellOfTheSame(
      String event,
      String prefix,
      String suffix,
      String otherEvent,
      String otherPrefix,
      String otherSuffix,
      boolean overlap) {
    var one = notification(event, prefix, suffix);
    var other = notification(otherEvent, otherPrefix, otherSuffix);

    assertThat(one.overlaps(other)).isEqualTo(overlap);
    assertThat(other.overlaps(one)).isEqualTo(overlap);
  }

  @Provide
  Arbitrary<Notification> notifications() {
    var text = Arbitraries.strings().withChars("ab").ofMaxLength(2);
    return Combinators.combine(
            Arbitraries.of("s3:ObjectCreated:*", "s3:ObjectCreated:Put", "s3:ObjectRemoved:*"),
            text,
            text)
        .as(NotificationTest::notification);
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.strings().withChars("ab").ofMaxLength(6);
  }

  @Property(tries = 1000)
  void anEventOfWhichTwoTellIsAnOverlap(
      @ForAll("notifications") Notification one,
      @ForAll("notifications") Notification other,
      @ForAll("keys") String key) {
    for (var event : List.of("s3:ObjectCreated:Put", "s3:ObjectRemoved:Delete")) {
      if (one.reasonAgainst(event, key) == null && other.reasonAgainst(event, key) == null) {
        assertThat(one.overlaps(other)).isTrue();
      }
    }
  }
}
