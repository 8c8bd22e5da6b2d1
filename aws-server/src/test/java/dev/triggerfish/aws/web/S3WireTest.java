package dev.triggerfish.aws.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.triggerfish.policy.Principal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** S3's requests from the client's call to the operation and back, through Tomcat. */
class S3WireTest {

  @TempDir static Path folder;

  private static TestServer server;
  private static S3Client s3;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    server = TestServer.start(folder, "--test.s3=true");
    s3 = client("test", "test");
  }

  @AfterAll
  static void stop() {
    s3.close();
    server.close();
  }

  @Test
  void signedChunksArriveAsTheContentWithTheirChecksum() {
    s3.putObject(
        put -> put.bucket("bucket").key("plain").metadata(Map.of("Colour", "blue")),
        RequestBody.fromString("hello"));

    assertThat(server.s3().checksums).containsOnlyKeys("CRC32");
    var got = s3.getObjectAsBytes(get -> get.bucket("bucket").key("plain"));
    assertThat(got.asUtf8String()).isEqualTo("hello");
    assertThat(got.response().metadata())
        .containsOnly(Map.entry("colour", "blue"), Map.entry("lengths", "5,5"));
    assertThat(got.response().contentType()).isEqualTo("text/plain");
    assertThat(got.response().contentLength()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void everyChecksumIsVerified(ChecksumAlgorithm algorithm) {
    s3.putObject(
        put -> put.bucket("bucket").key("summed").checksumAlgorithm(algorithm),
        RequestBody.fromString("hello"));

    assertThat(server.s3().checksums).containsOnlyKeys(algorithm.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a//b", "/lead", "dir/", "../up", "a/./b/..", "ä +%25;=&?#", "%2F", "a b/\t", "*"})
  void keysAreKeptAsTheyAre(String key) {
    s3.putObject(put -> put.bucket("keys").key(key), RequestBody.fromString("of " + key));

    assertThat(server.s3().text("keys", key)).isEqualTo("of " + key);
    assertThat(s3.getObjectAsBytes(get -> get.bucket("keys").key(key)).asUtf8String())
        .isEqualTo("of " + key);
  }

  @Test
  void listsKeysThatXmlCannotCarry() {
    for (var key : new String[] {"a\u0001b", "ä +%2B/"}) {
      s3.putObject(put -> put.bucket("listed").key(key), RequestBody.fromString("x"));
    }
    assertThat(s3.listObjectsV2(list -> list.bucket("listed").encodingType("url")).contents())
        .extracting(S3Object::key)
        .containsExactly("a\u0001b", "ä +%2B/");
  }

  @Test
  void aCopyIsToldFromAnUpload() {
    s3.putObject(put -> put.bucket("bucket").key("from"), RequestBody.fromString("copied"));

    var copied =
        s3.copyObject(
            copy ->
                copy.sourceBucket("bucket")
                    .sourceKey("from")
                    .destinationBucket("bucket")
                    .destinationKey("to"));
    assertThat(copied.copyObjectResult().eTag()).isEqualTo("\"copied\"");
    assertThat(server.s3().text("bucket", "to")).isEqualTo("copied");
  }

  @Test
  void aRangeIsPartialContent() {
    s3.putObject(put -> put.bucket("bucket").key("ranged"), RequestBody.fromString("xyz"));

    var got = s3.getObjectAsBytes(get -> get.bucket("bucket").key("ranged").range("bytes=0-0"));
    assertThat(got.asUtf8String()).isEqualTo("x");
    assertThat(got.response().sdkHttpResponse().statusCode()).isEqualTo(206);
  }

  @Test
  void headTellsTheLengthWithoutTheContent() {
    s3.putObject(put -> put.bucket("bucket").key("headed"), RequestBody.fromString("12345678"));

    assertThat(s3.headObject(head -> head.bucket("bucket").key("headed")).contentLength())
        .isEqualTo(8);
    assertThatThrownBy(() -> s3.headObject(head -> head.bucket("bucket").key("none")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void bodiesMayBeFarLargerThanOthersMay() {
    var size = 40L * 1024 * 1024;
    s3.putObject(
        put -> put.bucket("bucket").key("large/" + size),
        RequestBody.fromContentProvider(
            () -> new FakeS3.Zeros(size), size, "application/octet-stream"));
    assertThat(server.s3().received).isEqualTo(size);

    var read =
        s3.getObject(
            get -> get.bucket("bucket").key("large/" + size),
            ResponseTransformer.unmanaged(
                (response, content) ->
                    content.transferTo(java.io.OutputStream.nullOutputStream())));
    assertThat(read).isEqualTo(size);
  }

  @Test
  void errorsAreThoseOfS3() throws Exception {
    assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket("bucket").key("no <key>")))
        .isInstanceOfSatisfying(
            NoSuchKeyException.class,
            error -> {
              assertThat(error.statusCode()).isEqualTo(404);
              assertThat(error.requestId()).isNotEmpty();
              assertThat(error.extendedRequestId()).isNotEmpty();
            });
    var raw = get(at("/bucket/no%20key"));
    assertThat(raw.statusCode()).isEqualTo(404);
    assertThat(raw.body())
        .startsWith(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>"
                + "<Message>The specified key does not exist.</Message><Key>no key</Key><RequestId>")
        .endsWith("</HostId></Error>");
    assertThat(raw.headers().firstValue("x-amz-request-id")).isPresent();
    assertThat(raw.headers().firstValue("x-amz-id-2")).isPresent();
  }

  @Test
  void wrongKeysGetTheErrorsOfS3() {
    error("AKIAUNKNOWN", "test", "InvalidAccessKeyId", 403);
    error("test", "wrong", "SignatureDoesNotMatch", 403);
  }

  private static void error(String key, String secret, String code, int status) {
    try (var client = client(key, secret)) {
      assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket("bucket")))
          .isInstanceOfSatisfying(
              S3Exception.class,
              error -> {
                assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
                assertThat(error.statusCode()).isEqualTo(status);
              });
    }
  }

  @Test
  void anotherClientUnderstandsAllOfIt() throws Exception {
    var script = Path.of("src/test/resources/botocore-s3.py").toString();
    var process =
        new ProcessBuilder("python3", script, at("").toString()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assumeFalse(output.contains("No module named"), "botocore is not here");
    assertThat(process.waitFor()).as(output).isZero();
  }

  @Test
  void aBodyThatIsNotWhatWasSummedIsNotKept() throws IOException {
    var body = "5\r\nhellO\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n";
    try (var connection = new RawHttp(server.port())) {
      var answer =
          connection.send(
              body,
              "PUT /bucket/tampered HTTP/1.1",
              "Host: localhost",
              "Content-Length: " + body.length(),
              "Content-Encoding: aws-chunked",
              "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER",
              "x-amz-decoded-content-length: 5",
              "x-amz-trailer: x-amz-checksum-crc32");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("<Code>BadDigest</Code>");
    }
    assertThat(server.s3().keys("bucket")).doesNotContain("tampered");
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
    try (var connection = new RawHttp(server.port())) {
      var answer =
          connection.send(
              "",
              "PUT /bucket/huge HTTP/1.1",
              "Host: localhost",
              "Expect: 100-continue",
              "Content-Length: 5368709121");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("<Code>EntityTooLarge</Code>");
    }
  }

  @Test
  void whatIsNotServedSaysSo() {
    assertThatThrownBy(() -> s3.getBucketAcl(get -> get.bucket("bucket")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            error -> {
              assertThat(error.statusCode()).isEqualTo(501);
              assertThat(error.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
              assertThat(error.getMessage()).contains("s3:GetBucketAcl");
            });
  }

  @Test
  void presignedUrlsNeedNoCredentials() throws Exception {
    try (var presigner = presigner()) {
      var put =
          presigner.presignPutObject(
              sign ->
                  sign.signatureDuration(Duration.ofMinutes(5))
                      .putObjectRequest(request -> request.bucket("bucket").key("pre signed+")));
      var uploaded =
          http.send(
              HttpRequest.newBuilder(put.url().toURI())
                  .PUT(HttpRequest.BodyPublishers.ofString("by URL"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
      assertThat(server.s3().caller).isInstanceOf(Principal.Root.class);

      var url =
          presigner
              .presignGetObject(
                  sign ->
                      sign.signatureDuration(Duration.ofMinutes(5))
                          .getObjectRequest(get -> get.bucket("bucket").key("pre signed+")))
              .url()
              .toURI();
      assertThat(get(url).body()).isEqualTo("by URL");
      assertThat(get(URI.create(url + "0")).body()).contains("<Code>SignatureDoesNotMatch</Code>");
      var old =
          URI.create(
              url.toString()
                  .replaceFirst("X-Amz-Date=\\d{8}", "X-Amz-Date=20200101")
                  .replaceFirst("%2F\\d{8}%2F", "%2F20200101%2F"));
      assertThat(get(old).statusCode()).isEqualTo(403);
      assertThat(get(old).body())
          .contains("<Code>AccessDenied</Code><Message>Request has expired</Message>");
    }
  }

  @Test
  void presignedUrlsTakeNoFurtherHeadersOfS3() throws Exception {
    try (var presigner = presigner()) {
      var put =
          presigner.presignPutObject(
              sign ->
                  sign.signatureDuration(Duration.ofMinutes(5))
                      .putObjectRequest(request -> request.bucket("bucket").key("added")));
      var answer =
          http.send(
              HttpRequest.newBuilder(put.url().toURI())
                  .PUT(HttpRequest.BodyPublishers.ofString("x"))
                  .header("x-amz-meta-more", "than was signed")
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
    }
  }

  @Test
  void urlsOfTheOldSignatureAreRefused() throws Exception {
    var answer = get(at("/bucket/key?AWSAccessKeyId=test&Signature=x&Expires=1"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("<Code>InvalidRequest</Code>").contains("AWS4-HMAC-SHA256");
  }

  @Test
  void whoeverDoesNotSignIsNobody() throws Exception {
    s3.putObject(put -> put.bucket("bucket").key("public"), RequestBody.fromString("for all"));

    assertThat(get(at("/bucket/public")).body()).isEqualTo("for all");
    assertThat(server.s3().caller).isInstanceOf(Principal.Anonymous.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hosted.s3.localhost:4566",
        "hosted.s3.eu-west-1.localhost",
        "hosted.localhost",
        "hosted.s3.localhost.localstack.cloud:4566",
        "hosted.s3.amazonaws.com",
        "hosted.s3.eu-west-1.amazonaws.com"
      })
  void aBucketMayBeInTheHost(String host) throws IOException {
    s3.putObject(put -> put.bucket("hosted").key("a//b/"), RequestBody.fromString("found"));

    try (var connection = new RawHttp(server.port())) {
      var answer = connection.send("", "GET /a//b/ HTTP/1.1", "Host: " + host);
      assertThat(answer.body()).isEqualTo("found");
    }
  }

  @Test
  void aSignedRequestMayHaveTheBucketInItsHost() {
    try (var client =
        S3Client.builder()
            .httpClient(ApacheHttpClient.builder().dnsResolver(S3WireTest::loopback).build())
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://s3.localhost:" + server.port()))
            .credentialsProvider(credentials("test", "test"))
            .build()) {
      client.putObject(put -> put.bucket("virtual").key("k/"), RequestBody.fromString("x"));
    }
    assertThat(server.s3().keys("virtual")).containsExactly("k/");
  }

  private static java.net.InetAddress[] loopback(String host) {
    return new java.net.InetAddress[] {java.net.InetAddress.getLoopbackAddress()};
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private static URI at(String target) {
    return URI.create("http://localhost:" + server.port() + target);
  }

  private static S3Client client(String key, String secret) {
    return S3Client.builder()
        .httpClient(ApacheHttpClient.create())
        .region(Region.US_EAST_1)
        .endpointOverride(at(""))
        .forcePathStyle(true)
        .credentialsProvider(credentials(key, secret))
        .build();
  }

  private static S3Presigner presigner() {
    return S3Presigner.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(at(""))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .credentialsProvider(credentials("test", "test"))
        .build();
  }

  private static StaticCredentialsProvider credentials(String key, String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
  }
}
