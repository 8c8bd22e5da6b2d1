package dev.triggerfish.aws.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.http.TestRequest;
import dev.triggerfish.aws.payload.PayloadChecksum.Algorithm;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class HttpPayloadTest {

  private static final String TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final String HELLO_SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @ParameterizedTest
  @CsvSource({
    "CRC32, y/Q5Jg==",
    "CRC32C, 4waSgw==",
    "CRC64NVME, rosUhgp5mIg=",
    "SHA1, 98O8HYCOBHMq32eZZczDTKeuNEE=",
    "SHA256, FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="
  })
  void checksumsAreThoseThatTheirStandardsPublish(Algorithm algorithm, String ofDigits) {
    var sum = PayloadChecksum.of(algorithm);
    sum.update("0123456789".getBytes(US_ASCII), 1, 9);
    assertThat(sum.base64()).isEqualTo(ofDigits);
  }

  @Test
  void theCrcIsTheSameInOnePieceAndInMany() {
    var content = "The quick brown fox jumps over the lazy dog".repeat(7).getBytes(US_ASCII);
    var whole = new Crc64Nvme();
    whole.update(content, 0, content.length);
    var pieces = new Crc64Nvme();
    for (var b : content) {
      pieces.update(b);
    }
    assertThat(pieces.getValue()).isEqualTo(whole.getValue());
  }

  @Test
  void aLiteralHashIsComparedAtTheEnd() throws Exception {
    assertThat(read(plain("hello", HELLO_SHA256))).isEqualTo("hello");
    fails("XAmzContentSHA256Mismatch", () -> read(plain("hellO", HELLO_SHA256)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "unsigned-payload"})
  void aHashThatIsNoneIsRefused(String hash) {
    fails("InvalidArgument", () -> plain("hello", hash));
  }

  @Test
  void trailingChecksumsAreVerifiedAndHandedOn() throws Exception {
    var payload = chunked("3\r\nhel\r\n2\r\nlo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", 5);
    assertThat(payload.checksums()).isEmpty();
    assertThat(payload.checksumAlgorithms()).containsExactly("CRC32");
    assertThat(payload.length()).isEqualTo(5);
    assertThat(read(payload)).isEqualTo("hello");
    assertThat(payload.checksums()).isEqualTo(Map.of("CRC32", "NhCmhg=="));
  }

  @Test
  void wrongOrMissingTrailersAreRefused() {
    fails(
        "BadDigest",
        () -> read(chunked("5\r\nhellO\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", 5)));
    fails("MalformedTrailerError", () -> read(chunked("5\r\nhello\r\n0\r\n\r\n", 5)));
    fails("MalformedTrailerError", () -> read(chunked("5\r\nhello\r\n0\r\nnonsense\r\n\r\n", 5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhel",
        "5\r\nhello",
        "5\r\nhelloX",
        "-5\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "fffffffffffffffff\r\nhello",
        "5 \r\nhello\r\n0\r\n\r\n",
        "hello",
        "",
        "4\r\nhell\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
        "6\r\nhello!\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n"
      })
  void brokenFramingIsAnIncompleteBody(String body) {
    fails("IncompleteBody", () -> read(chunked(body, 5)));
  }

  @Test
  void anEndlessLineIsNotHeld() {
    fails("IncompleteBody", () -> read(chunked("1".repeat(100_000), 5)));
  }

  @Test
  void headersThatSumAreVerified() throws Exception {
    assertThat(read(summed("Content-MD5: XUFAKrxLKna5cZ2REBfFkg=="))).isEqualTo("hello");
    fails("BadDigest", () -> read(summed("Content-MD5: XUFAKrxLKna5cZ2REBfFkQ==")));
    fails("InvalidDigest", () -> read(summed("Content-MD5: not Base64!")));
    fails("BadDigest", () -> read(summed("x-amz-checksum-crc32: AAAAAA==")));
    fails("InvalidRequest", () -> read(summed("x-amz-checksum-crc32: !")));
    var payload = summed("x-amz-checksum-crc32: NhCmhg==");
    assertThat(payload.checksumAlgorithms()).containsExactly("CRC32");
    read(payload);
    assertThat(payload.checksums()).containsOnlyKeys("CRC32");
  }

  @Test
  void contentOfUnknownOrExcessiveLengthIsRefused() {
    var unknown =
        HttpPayload.of(TestRequest.of("PUT", "/b/k", "hello"), "UNSIGNED-PAYLOAD", null, true);
    fails("MissingContentLength", () -> unknown.requireLength(10));
    fails("EntityTooLarge", () -> summed("A: b").requireLength(4));
    fails(
        "MissingContentLength",
        () -> HttpPayload.of(TestRequest.of("PUT", "/b/k", ""), TRAILER, null, true));
  }

  @Test
  void aRequestLooksAsIfItHadNotComeInChunks() {
    var request =
        new UnchunkedRequest(
            TestRequest.of(
                "PUT",
                "/b/k",
                "",
                "Content-Length: 99",
                "X-Amz-Decoded-Content-Length: 5",
                "Content-Encoding: aws-chunked, gzip"));
    assertThat(request.header("content-length")).isEqualTo("5");
    assertThat(request.headers("Content-Encoding")).containsExactly("gzip");
  }

  private static HttpPayload plain(String content, String hash) {
    return HttpPayload.of(
        TestRequest.of("PUT", "/b/k", content, "Content-Length: " + content.length()),
        hash,
        null,
        true);
  }

  private static HttpPayload summed(String header) {
    return HttpPayload.of(
        TestRequest.of("PUT", "/b/k", "hello", "Content-Length: 5", header),
        "UNSIGNED-PAYLOAD",
        null,
        true);
  }

  private static HttpPayload chunked(String body, int length) {
    return HttpPayload.of(
        TestRequest.of(
            "PUT",
            "/b/k",
            body,
            "X-Amz-Decoded-Content-Length: " + length,
            "X-Amz-Trailer: x-amz-checksum-crc32"),
        TRAILER,
        null,
        true);
  }

  private static String read(HttpPayload payload) throws IOException {
    try (var content = payload.open()) {
      return new String(content.readAllBytes(), US_ASCII);
    }
  }

  private static void fails(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
