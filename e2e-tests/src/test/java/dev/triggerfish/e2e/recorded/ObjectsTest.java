package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.S3Wire.assertError;
import static dev.triggerfish.e2e.recorded.S3Wire.bucket;
import static dev.triggerfish.e2e.recorded.S3Wire.call;
import static dev.triggerfish.e2e.recorded.S3Wire.get;
import static dev.triggerfish.e2e.recorded.S3Wire.put;
import static dev.triggerfish.e2e.recorded.S3Wire.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S3's objects. */
@NobodyMovesTheClock
class ObjectsTest {

  private static final String ETAG = "\"781e5e245d69b566979b86e28d23f2c7\"";
  private static final String NOT_TAKEN =
      "A header you provided implies functionality that is not implemented";
  private static final String NOT_HELD =
      "At least one of the pre-conditions you specified did not hold";

  @BeforeAll
  static void anObjectIsThere() {
    bucket("recorded");
    put("recorded/ten", "0123456789").is(200);
  }

  @Test
  @Recorded("s3/test_get_object_range, s3/test_delete_objects")
  void whatAnObjectHas() {
    var put = put("recorded/plain", "0123456789", "x-amz-meta-colour", "blue").is(200);
    assertThat(put.header("ETag")).isEqualTo(ETAG);
    assertThat(put.header("x-amz-server-side-encryption")).isEqualTo("AES256");
    assertThat(put.body()).isEmpty();
    var got = get("recorded/plain").is(200);
    assertThat(got.text()).isEqualTo("0123456789");
    assertThat(got.header("ETag")).isEqualTo(ETAG);
    assertThat(got.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(got.header("Content-Type")).isEqualTo("binary/octet-stream");
    assertThat(got.header("x-amz-meta-colour")).isEqualTo("blue");
    assertThat(got.header("x-amz-server-side-encryption")).isEqualTo("AES256");
    assertThat(got.header("Last-Modified")).endsWith(" GMT");
    assertThat(call("HEAD", "recorded/plain", "").is(200).header("Content-Length")).isEqualTo("10");
    assertThat(call("DELETE", "recorded/plain", "").is(204).body()).isEmpty();
    call("DELETE", "recorded/plain", "").is(204);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          bytes=0-8,    206, 012345678,  bytes 0-8/10
          bytes=1-1,    206, 1,          bytes 1-1/10
          bytes=1-,     206, 123456789,  bytes 1-9/10
          bytes=-2,     206, 89,         bytes 8-9/10
          bytes=-9,     206, 123456789,  bytes 1-9/10
          bytes=-15,    206, 0123456789, bytes 0-9/10
          bytes=0-100,  206, 0123456789, bytes 0-9/10
          bytes=1-0,    200, 0123456789,
          bytes=-1-,    200, 0123456789,
          'bytes=0-1,3-4', 200, 0123456789,
          """)
  @Recorded("s3/test_get_object_range")
  void ranges(String range, int status, String content, String contentRange) {
    var got = get("recorded/ten", "Range", range).is(status);
    assertThat(got.text()).isEqualTo(content);
    assertThat(got.header("Content-Range")).isEqualTo(contentRange);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=-0", "bytes=100-200"})
  @Recorded("s3/test_get_object_range")
  void rangesThatAreNotThere(String range) {
    assertError(
        get("recorded/ten", "Range", range),
        416,
        "InvalidRange",
        "The requested range is not satisfiable",
        "RangeRequested",
        range,
        "ActualObjectSize",
        "10");
  }

  @Test
  @Recorded("s3/test_get_object_range")
  void aRangeOfTheWholeHasTheChecksum() {
    put("recorded/summed", "0123456789", "x-amz-checksum-crc32", "poTHxg==").is(200);
    var mode = new String[] {"x-amz-checksum-mode", "ENABLED", "Range", "bytes=-15"};
    assertThat(get("recorded/summed", mode).is(206).header("x-amz-checksum-crc32"))
        .isEqualTo("poTHxg==");
    mode[3] = "bytes=0-8";
    assertThat(get("recorded/summed", mode).is(206).header("x-amz-checksum-crc32")).isNull();
  }

  @Test
  @Recorded("s3/test_get_object_part")
  void whatCameWholeIsOnePart() {
    var part = get("recorded/ten?partNumber=1").is(206);
    assertThat(part.header("Content-Range")).isEqualTo("bytes 0-9/10");
    assertError(
        get("recorded/ten?partNumber=2"),
        416,
        "InvalidPartNumber",
        "The requested partnumber is not satisfiable",
        "PartNumberRequested",
        "2",
        "ActualPartCount",
        "1");
    assertError(
        get("recorded/ten?partNumber=1", "Range", "bytes=0-1"),
        400,
        "InvalidRequest",
        "Cannot specify both Range header and partNumber query parameter");
  }

  @Test
  @Recorded("s3/test_range_key_not_exists")
  void keysThatAreNotThere() {
    assertError(
        get("recorded/a%20missing"),
        404,
        "NoSuchKey",
        "The specified key does not exist.",
        "Key",
        "a missing");
    assertThat(call("HEAD", "recorded/missing", "").is(404).body()).isEmpty();
  }

  @Test
  @Recorded("s3/test_s3_get_object_header_overrides")
  void headersOfOneAnswer() {
    var got =
        get("recorded/ten?response-content-type=image%2Fjpeg&response-content-language=de-DE"
                + "&response-cache-control=max-age%3D74&response-content-encoding=identity"
                + "&response-content-disposition=attachment%3B%20filename%3D%22foo.jpg%22"
                + "&response-expires=Wed%2C%2021%20Oct%202015%2007%3A28%3A00%20GMT")
            .is(200);
    assertThat(got.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(got.header("Content-Language")).isEqualTo("de-DE");
    assertThat(got.header("Cache-Control")).isEqualTo("max-age=74");
    assertThat(got.header("Content-Encoding")).isEqualTo("identity");
    assertThat(got.header("Content-Disposition")).isEqualTo("attachment; filename=\"foo.jpg\"");
    assertThat(got.header("Expires")).isEqualTo("Wed, 21 Oct 2015 07:28:00 GMT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          If-Match            | "other"
          If-Unmodified-Since | Wed, 21 Oct 2015 07:28:00 GMT
          """)
  @Recorded("s3/test_s3_get_object_preconditions")
  void conditionsThatDoNotHold(String header, String value) {
    assertError(
        get("recorded/ten", header, value),
        412,
        "PreconditionFailed",
        NOT_HELD,
        "Condition",
        header);
    assertThat(call("HEAD", "recorded/ten", "", header, value).is(412).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {ETAG, "781e5e245d69b566979b86e28d23f2c7"})
  @Recorded("s3/test_s3_get_object_headers")
  void whatHasNotChangedIsNotSent(String etag) {
    var reply = get("recorded/ten", "If-None-Match", etag).is(304);
    assertThat(reply.body()).isEmpty();
    assertThat(get("recorded/ten", "If-None-Match", "\"other\"").is(200).body()).hasSize(10);
    assertThat(get("recorded/ten", "If-Match", etag).is(200).body()).hasSize(10);
  }

  @Test
  @Recorded("s3/test_put_object_if_none_match, s3/test_put_object_if_match")
  void conditionsOfPutting() {
    assertError(
        put("recorded/ten", "x", "If-None-Match", "*"),
        412,
        "PreconditionFailed",
        NOT_HELD,
        "Condition",
        "If-None-Match");
    assertError(
        put("recorded/ten", "x", "If-Match", "\"other\""),
        412,
        "PreconditionFailed",
        NOT_HELD,
        "Condition",
        "If-Match");
    assertError(
        put("recorded/unwritten", "x", "If-Match", ETAG),
        404,
        "NoSuchKey",
        "The specified key does not exist.",
        "Key",
        "unwritten");
    get("recorded/unwritten").is(404);
  }

  @Test
  @Recorded("s3/test_put_object_if_match_validation and others")
  void conditionsThatAreNotTaken() {
    assertError(
        put("recorded/ten", "x", "If-None-Match", ETAG),
        501,
        "NotImplemented",
        NOT_TAKEN,
        "Header",
        "If-None-Match",
        "additionalMessage",
        "We don't accept the provided value of If-None-Match header for this API");
    assertError(
        put("recorded/ten", "x", "If-Match", "*"),
        501,
        "NotImplemented",
        NOT_TAKEN,
        "Header",
        "If-Match",
        "additionalMessage",
        "We don't accept the provided value of If-Match header for this API");
    assertError(
        put("recorded/ten", "x", "If-Match", ETAG, "If-None-Match", "*"),
        501,
        "NotImplemented",
        NOT_TAKEN,
        "Header",
        "If-Match,If-None-Match",
        "additionalMessage",
        "Multiple conditional request headers present in the request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"__invalid__", "000", "not base64 encoded checksum", "MTIz"})
  @Recorded("s3/test_s3_invalid_content_md5")
  void sumsThatAreNone(String md5) {
    assertError(
        put("recorded/sum", "x", "Content-MD5", md5),
        400,
        "InvalidDigest",
        "The Content-MD5 you specified was invalid.",
        "Content-MD5",
        md5);
  }

  @Test
  @Recorded("s3/test_s3_invalid_content_md5")
  void aSumOfSomethingElse() {
    assertError(
        put("recorded/sum", "0123456789", "Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg=="),
        400,
        "BadDigest",
        "The Content-MD5 you specified did not match what we received.",
        "ExpectedDigest",
        "d41d8cd98f00b204e9800998ecf8427e",
        "CalculatedDigest",
        "eB5eJF1ptWaXm4bijSPyxw==");
    get("recorded/sum").is(404);
  }

  @ParameterizedTest
  @CsvSource({"crc32,AAAAAA==", "crc32c,AAAAAA==", "crc64nvme,AAAAAAAAAAA="})
  @Recorded("s3/test_put_object_checksum")
  void checksums(String algorithm, String zero) {
    var header = "x-amz-checksum-" + algorithm;
    assertError(
        put("recorded/checked", "x", header, zero),
        400,
        "BadDigest",
        "The "
            + algorithm.toUpperCase(java.util.Locale.ROOT)
            + " you specified did not match the calculated checksum.");
    assertError(
        put("recorded/checked", "x", header, "not base64"),
        400,
        "InvalidRequest",
        "Value for " + header + " header is invalid.");
  }

  @Test
  @Recorded("s3/test_s3_checksum_no_algorithm")
  void oneChecksumIsEnough() {
    assertError(
        put(
            "recorded/checked",
            "0123456789",
            "x-amz-checksum-crc32",
            "poTHxg==",
            "x-amz-checksum-crc32c",
            "KAwGng=="),
        400,
        "InvalidRequest",
        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key1=val1&key1=val2"})
  @Recorded("s3/test_object_tagging_exc")
  void tagsThatAreNone(String tags) {
    assertError(
        put("recorded/tagged", "x", "x-amz-tagging", tags),
        400,
        "InvalidArgument",
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
            + " without tag name duplicates.",
        "ArgumentName",
        "x-amz-tagging",
        "ArgumentValue",
        tags);
  }

  @Test
  @Recorded("s3/test_s3_copy_object_wrong_format, s3/test_s3_copy_object_src_not_exists")
  void copiesOfNothing() {
    assertError(
        put("recorded/copy", "", "x-amz-copy-source", "wrongformat"),
        400,
        "InvalidArgument",
        "Invalid copy source object key",
        "ArgumentName",
        "x-amz-copy-source",
        "ArgumentValue",
        "x-amz-copy-source");
    assertError(
        put("recorded/copy", "", "x-amz-copy-source", "recorded/original"),
        404,
        "NoSuchKey",
        "The specified key does not exist.",
        "Key",
        "original");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Match            | "other"
          None-Match       | "781e5e245d69b566979b86e28d23f2c7"
          Unmodified-Since | Wed, 21 Oct 2015 07:28:00 GMT
          """)
  @Recorded("s3/test_s3_copy_object_preconditions")
  void conditionsOfCopying(String condition, String value) {
    assertError(
        put(
            "recorded/copy",
            "",
            "x-amz-copy-source",
            "recorded/ten",
            "x-amz-copy-source-if-" + condition.toLowerCase(java.util.Locale.ROOT),
            value),
        412,
        "PreconditionFailed",
        NOT_HELD,
        "Condition",
        "x-amz-copy-source-If-" + condition);
  }

  @Test
  @Recorded("s3/test_delete_objects")
  void manyAreDeletedWhetherTheyAreThereOrNot() {
    put("recorded/many", "x").is(200);
    var delete =
        "<Delete><Object><Key>a-wrong-key</Key></Object><Object><Key>many</Key></Object></Delete>";
    var reply =
        call("POST", "recorded?delete", delete, "x-amz-checksum-crc32", crc32(delete)).is(200);
    assertThat(texts(reply, "Key")).containsExactlyInAnyOrder("a-wrong-key", "many");
    assertThat(reply.text()).doesNotContain("<Error>");
    get("recorded/many").is(404);
  }

  private static String crc32(String text) {
    var crc = new java.util.zip.CRC32();
    crc.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return java.util.Base64.getEncoder()
        .encodeToString(java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
