package dev.triggerfish.eventbus.s3.object;

import static dev.triggerfish.eventbus.s3.object.Photos.HELLO_MD5;
import static dev.triggerfish.eventbus.s3.object.Photos.assertCode;
import static dev.triggerfish.eventbus.s3.object.Photos.get;
import static dev.triggerfish.eventbus.s3.object.Photos.head;
import static dev.triggerfish.eventbus.s3.object.Photos.put;
import static dev.triggerfish.eventbus.s3.object.Photos.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.eventbus.s3fixture.S3Context;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Putting, reading and deleting objects, and on what conditions. */
@OnEachDatabase("event-bus")
class ObjectOperationsTest {

  @TempDir private Path folder;
  private S3Context s3;

  @BeforeEach
  void open(TestDatabase database) {
    s3 = new S3Context(database, folder).bucket("photos");
  }

  @AfterEach
  void close() {
    s3.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a//b",
        "../../etc/passwd",
        "/",
        "//",
        ".",
        "a b+c%20",
        "größe/😀",
        "a\nb",
        "\u0001"
      })
  void anyKeyWorks(String key) throws IOException {
    assertThat(s3.put("photos", key, "hello").eTag()).isEqualTo(HELLO_MD5);

    assertThat(s3.text("photos", key)).isEqualTo("hello");
    assertThat(s3.files())
        .singleElement()
        .satisfies(file -> assertThat(file.getFileName().toString()).matches("[0-9a-f]{64}"));
    try (var entries = Files.list(folder.resolve("event-bus"))) {
      assertThat(entries.map(file -> file.getFileName().toString())).containsExactly("objects");
    }
  }

  @Test
  void keysOfMoreThan1024BytesAreRefused() {
    s3.put("photos", "é".repeat(512), "x");

    assertCode(() -> s3.put("photos", "é".repeat(512) + "a", "x"), "KeyTooLongError");
  }

  @Test
  void headersAndMetadataComeBack() {
    send(
        s3,
        put("a")
            .contentType("text/plain")
            .contentEncoding("aws-chunked,gzip")
            .contentDisposition("attachment")
            .cacheControl("no-cache")
            .metadata(Map.of("Colour", "blue"))
            .tagging("team=a%20b&x=")
            .storageClass("STANDARD_IA"),
        "hello");

    var head = head(s3, "a");
    assertThat(head.contentType()).isEqualTo("text/plain");
    assertThat(head.contentEncoding()).isEqualTo("gzip");
    assertThat(head.contentDisposition()).isEqualTo("attachment");
    assertThat(head.cacheControl()).isEqualTo("no-cache");
    assertThat(head.metadata()).isEqualTo(Map.of("colour", "blue"));
    assertThat(head.tagCount()).isEqualTo(2);
    assertThat(head.storageClassAsString()).isEqualTo("STANDARD_IA");
    assertThat(head.contentLength()).isEqualTo(5);
    assertThat(head.lastModified()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void headersCanBeReplacedInOneAnswer() {
    s3.put("photos", "a", "hello");

    var answer = s3.get(get("a").responseContentType("text/html").build());

    assertThat(answer.response().contentType()).isEqualTo("text/html");
    assertThat(S3Context.bytes(answer)).hasSize(5);
  }

  @Test
  void aRangeIsRead() {
    s3.put("photos", "a", "0123456789");

    var answer = s3.get(get("a").range("bytes=2-4").build());

    assertThat(new String(S3Context.bytes(answer), UTF_8)).isEqualTo("234");
    assertThat(answer.length()).isEqualTo(3);
    assertThat(answer.response().contentRange()).isEqualTo("bytes 2-4/10");
    assertThat(answer.response().contentLength()).isEqualTo(3);
    assertCode(() -> s3.get(get("a").range("bytes=10-").build()), "InvalidRange");
  }

  @Test
  void conditionsOfReadingAreObeyed() {
    s3.put("photos", "a", "hello");
    var time = head(s3, "a").lastModified();

    assertCode(() -> s3.get(get("a").ifNoneMatch(HELLO_MD5).build()), "NotModified");
    assertCode(() -> s3.get(get("a").ifModifiedSince(time).build()), "NotModified");
    assertCode(() -> s3.get(get("a").ifMatch("other").build()), "PreconditionFailed");
    assertCode(
        () -> s3.get(get("a").ifUnmodifiedSince(time.minusSeconds(1)).build()),
        "PreconditionFailed");
    assertThat(s3.text(get("a").ifMatch(HELLO_MD5).ifUnmodifiedSince(time.minusSeconds(1)).build()))
        .isEqualTo("hello");
    assertThat(s3.text(get("a").ifNoneMatch("other").ifModifiedSince(time).build()))
        .isEqualTo("hello");
  }

  @Test
  void conditionsOfWritingAreObeyed() {
    send(s3, put("a").ifNoneMatch("*"), "hello");

    assertCode(() -> send(s3, put("a").ifNoneMatch("*"), "other"), "PreconditionFailed");
    assertCode(() -> send(s3, put("a").ifMatch("\"0\""), "other"), "PreconditionFailed");
    assertCode(() -> send(s3, put("b").ifMatch(HELLO_MD5), "other"), "NoSuchKey");
    assertCode(() -> send(s3, put("a").ifNoneMatch(HELLO_MD5), "other"), "NotImplemented");
    assertThat(s3.text("photos", "a")).isEqualTo("hello");
    send(s3, put("a").ifMatch(HELLO_MD5), "other");
    assertThat(s3.text("photos", "a")).isEqualTo("other");
  }

  @Test
  void whoMayNotListDoesNotLearnThatAKeyIsMissing() {
    assertThatThrownBy(() -> s3.text("photos", "missing")).isInstanceOf(NoSuchKeyException.class);

    s3.authorizer().deny("s3:ListBucket", "arn:aws:s3:::photos");

    assertCode(() -> s3.text("photos", "missing"), "AccessDeniedException");
  }

  @Test
  void accessControlListsAreRefusedAsBucketsHaveNone() {
    assertCode(
        () -> send(s3, put("a").acl(ObjectCannedACL.PUBLIC_READ), "x"),
        "AccessControlListNotSupported");
    send(s3, put("a").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL), "x");
  }

  @Test
  void manyKeysAreDeletedAtOnceEachByItsOwnPermission() {
    s3.put("photos", "a", "x");
    s3.put("photos", "b", "x");
    s3.authorizer().deny("s3:DeleteObject", "arn:aws:s3:::photos/b");

    var answer =
        s3.call(
            DeleteObjectsRequest.builder()
                .bucket("photos")
                .delete(
                    d ->
                        d.objects(
                            ObjectIdentifier.builder().key("a").build(),
                            ObjectIdentifier.builder().key("b").build(),
                            ObjectIdentifier.builder().key("missing").build()))
                .build(),
            DeleteObjectsResponse.class);

    assertThat(answer.deleted()).extracting(DeletedObject::key).containsExactly("a", "missing");
    assertThat(answer.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.code()).isEqualTo("AccessDenied"));
    assertThat(s3.text("photos", "b")).isEqualTo("x");
  }
}
