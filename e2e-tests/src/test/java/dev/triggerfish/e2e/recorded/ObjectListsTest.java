package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.S3Wire.assertError;
import static dev.triggerfish.e2e.recorded.S3Wire.bucket;
import static dev.triggerfish.e2e.recorded.S3Wire.elements;
import static dev.triggerfish.e2e.recorded.S3Wire.get;
import static dev.triggerfish.e2e.recorded.S3Wire.put;
import static dev.triggerfish.e2e.recorded.S3Wire.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S3's lists of objects. */
@NobodyMovesTheClock
class ObjectListsTest {

  @BeforeAll
  static void objectsAreThere() {
    bucket("recorded-list");
    for (var key : List.of("test/foo/bar/123", "test/foo/bar/456", "test/bar/foo/123")) {
      put("recorded-list/" + key, "content key").is(200);
    }
  }

  private static Reply list(String query) {
    return get("recorded-list?list-type=2" + query).is(200);
  }

  @ParameterizedTest
  @CsvSource({
    "test/,          test/bar/foo/123 test/foo/bar/123 test/foo/bar/456, ''",
    "test/foo,       test/foo/bar/123 test/foo/bar/456,                  ''",
    "test/&delimiter=/,    '', test/bar/ test/foo/",
    "test/foo&delimiter=/, '', test/foo/",
    "test/foo/bar&delimiter=/, '', test/foo/bar/",
  })
  @Recorded("s3/test_list_objects_v2_with_prefix_and_delimiter")
  void prefixesAndDelimiters(String prefix, String keys, String prefixes) {
    var reply = list("&prefix=" + prefix.replace("/", "%2F"));
    assertThat(String.join(" ", texts(reply, "Key"))).isEqualTo(keys);
    var shown = texts(reply, "Prefix");
    assertThat(String.join(" ", shown.subList(1, shown.size()))).isEqualTo(prefixes);
    var found = (keys + " " + prefixes).strip().split(" ", -1).length;
    assertThat(elements(reply))
        .containsEntry("Name", "recorded-list")
        .containsEntry("IsTruncated", "false")
        .containsEntry("MaxKeys", "1000")
        .containsEntry("KeyCount", Integer.toString(found))
        .doesNotContainKeys("Owner", "DisplayName", "Marker", "EncodingType");
  }

  @Test
  @Recorded("s3/test_list_objects_v2_continuation_start_after")
  void pages() {
    var first = elements(list("&max-keys=2"));
    assertThat(first)
        .containsEntry("IsTruncated", "true")
        .containsEntry("KeyCount", "2")
        .containsEntry("MaxKeys", "2");
    var token = Objects.requireNonNull(first.get("NextContinuationToken"));
    // The token is stronger than where one would have begun.
    var second = list("&start-after=a&continuation-token=" + Wire.encoded(token));
    assertThat(texts(second, "Key")).containsExactly("test/foo/bar/456");
    assertThat(elements(second)).containsEntry("ContinuationToken", token);
    var behind = list("&start-after=test%2Ffoo%2Fbar%2F123");
    assertThat(texts(behind, "Key")).containsExactly("test/foo/bar/456");
    assertThat(elements(behind)).containsEntry("StartAfter", "test/foo/bar/123");
  }

  @Test
  @Recorded("s3/test_list_objects_v2_continuation_start_after")
  void tokensThatAreNone() {
    assertError(
        get("recorded-list?list-type=2&continuation-token=abc"),
        400,
        "InvalidArgument",
        "The continuation token provided is incorrect",
        "ArgumentName",
        "continuation-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"value", ""})
  @Recorded("s3/test_list_ops_encoding_type_validation")
  void encodingsThatAreNone(String encoding) {
    assertError(
        get("recorded-list?list-type=2&encoding-type=" + encoding),
        400,
        "InvalidArgument",
        "Invalid Encoding Method specified in Request",
        "ArgumentName",
        "encoding-type",
        "ArgumentValue",
        encoding);
  }

  @Test
  @Recorded("s3/test_list_objects_with_prefix")
  void keysAreEncodedOnRequest() {
    bucket("recorded-encoded");
    put("recorded-encoded/a%20b%2Bc", "x").is(200);
    var plain = get("recorded-encoded?list-type=2").is(200);
    assertThat(texts(plain, "Key")).containsExactly("a b+c");
    var encoded = get("recorded-encoded?list-type=2&encoding-type=url&delimiter=%252F").is(200);
    assertThat(texts(encoded, "Key")).containsExactly("a+b%2Bc");
    assertThat(elements(encoded))
        .containsEntry("EncodingType", "url")
        .containsEntry("Delimiter", "%252F");
  }

  @Test
  @Recorded("s3/test_list_objects_next_marker")
  void theOlderListHasMarkersAndOwners() {
    var first = get("recorded-list?max-keys=1&delimiter=%2F&prefix=test%2Ffoo%2Fbar%2F").is(200);
    assertThat(elements(first))
        .containsEntry("Marker", "")
        .containsEntry("NextMarker", "test/foo/bar/123")
        .containsEntry("IsTruncated", "true")
        .containsKey("ID");
    var all = get("recorded-list?max-keys=1").is(200);
    assertThat(elements(all)).doesNotContainKeys("NextMarker", "KeyCount");
  }
}
