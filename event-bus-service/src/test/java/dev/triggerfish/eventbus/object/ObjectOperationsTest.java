package dev.triggerfish.eventbus.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.eventbus.s3fixture.S3Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

class ObjectOperationsTest {

  private static final String HELLO_MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";

  @TempDir private Path folder;
  private S3Context s3;

  @BeforeEach
  void open() {
    s3 = new S3Context(folder).bucket("photos");
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private static PutObjectRequest.Builder put(String key) {
    return PutObjectRequest.builder().bucket("photos").key(key);
  }

  private static GetObjectRequest.Builder get(String key) {
    return GetObjectRequest.builder().bucket("photos").key(key);
  }

  private PutObjectResponse send(PutObjectRequest.Builder request, String text) {
    return s3.send(request.build(), text.getBytes(UTF_8), PutObjectResponse.class);
  }

  private HeadObjectResponse head(String key) {
    return s3.call(
        HeadObjectRequest.builder()
            .bucket("photos")
            .key(key)
            .checksumMode(ChecksumMode.ENABLED)
            .build(),
        HeadObjectResponse.class);
  }

  private static void assertCode(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
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
    try (var entries = Files.list(folder)) {
      assertThat(entries.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("objects", "database.mv.db");
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
        put("a")
            .contentType("text/plain")
            .contentEncoding("aws-chunked,gzip")
            .contentDisposition("attachment")
            .cacheControl("no-cache")
            .metadata(Map.of("Colour", "blue"))
            .tagging("team=a%20b&x=")
            .storageClass("STANDARD_IA"),
        "hello");

    var head = head("a");
    assertThat(head.contentType()).isEqualTo("text/plain");
    assertThat(head.contentEncoding()).isEqualTo("gzip");
    assertThat(head.contentDisposition()).isEqualTo("attachment");
    assertThat(head.cacheControl()).isEqualTo("no-cache");
    assertThat(head.metadata()).isEqualTo(Map.of("colour", "blue"));
    assertThat(head.tagCount()).isEqualTo(2);
    assertThat(head.storageClassAsString()).isEqualTo("STANDARD_IA");
    assertThat(head.contentLength()).isEqualTo(5);
    assertThat(head.lastModified()).isEqualTo("2026-03-04T05:06:07Z");
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
    var time = head("a").lastModified();

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
    send(put("a").ifNoneMatch("*"), "hello");

    assertCode(() -> send(put("a").ifNoneMatch("*"), "other"), "PreconditionFailed");
    assertCode(() -> send(put("a").ifMatch("\"0\""), "other"), "PreconditionFailed");
    assertCode(() -> send(put("b").ifMatch(HELLO_MD5), "other"), "NoSuchKey");
    assertCode(() -> send(put("a").ifNoneMatch(HELLO_MD5), "other"), "NotImplemented");
    assertThat(s3.text("photos", "a")).isEqualTo("hello");
    send(put("a").ifMatch(HELLO_MD5), "other");
    assertThat(s3.text("photos", "a")).isEqualTo("other");
  }

  @Test
  void whoMayNotListDoesNotLearnThatAKeyIsMissing() {
    assertThatThrownBy(() -> s3.text("photos", "missing")).isInstanceOf(NoSuchKeyException.class);

    s3.authorizer().deny("s3:ListBucket", "arn:aws:s3:::photos");

    assertCode(() -> s3.text("photos", "missing"), "AccessDeniedException");
  }

  @ParameterizedTest
  @EnumSource
  void checksumsAreKeptAndWrongOnesRefused(ChecksumKind kind) {
    send(put("a").checksumAlgorithm(kind.name()), "123456789");

    var members = S3Context.members(head("a"));
    assertThat(members.get(kind.member())).isEqualTo(CHECKS.get(kind));
    assertThat(members.get("ChecksumType")).hasToString("FULL_OBJECT");
    var wrong = put("a");
    wrong.sdkFields().stream()
        .filter(field -> field.memberName().equals(kind.member()))
        .forEach(field -> field.set(wrong, CHECKS.get(kind)));
    assertCode(() -> send(wrong, "other"), "BadDigest");
    send(wrong, "123456789");
  }

  /** Of the text that check values are given of. */
  private static final Map<ChecksumKind, String> CHECKS =
      Map.of(
          ChecksumKind.CRC32, "y/Q5Jg==",
          ChecksumKind.CRC32C, "4waSgw==",
          ChecksumKind.CRC64NVME, "rosUhgp5mIg=",
          ChecksumKind.SHA1, "98O8HYCOBHMq32eZZczDTKeuNEE=",
          ChecksumKind.SHA256, "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=");

  @Test
  void contentThatIsNotWhatItsSenderSaysLeavesNothing() {
    assertCode(() -> send(put("a").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="), "x"), "BadDigest");
    assertCode(() -> send(put("a").contentMD5("short"), "x"), "InvalidDigest");
    assertCode(
        () ->
            s3.invoke(
                put("a").build(),
                S3Context.payload(10, InputStream.nullInputStream()),
                S3Context.CALLER),
        "IncompleteBody");
    assertCode(
        () ->
            s3.invoke(
                put("a").build(),
                S3Context.payload(-1, InputStream.nullInputStream()),
                S3Context.CALLER),
        "MissingContentLength");

    assertThat(s3.files()).isEmpty();
    assertThatThrownBy(() -> s3.text("photos", "a")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void aClientThatGoesAwayLeavesNothing() {
    var broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[1000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("gone");
              }
            });

    assertThatThrownBy(
            () -> s3.invoke(put("a").build(), S3Context.payload(2000, broken), S3Context.CALLER))
        .hasRootCauseMessage("gone");
    assertThat(s3.files()).isEmpty();
  }

  @Test
  void accessControlListsAreRefusedAsBucketsHaveNone() {
    assertCode(
        () -> send(put("a").acl(ObjectCannedACL.PUBLIC_READ), "x"),
        "AccessControlListNotSupported");
    send(put("a").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL), "x");
  }

  @Test
  void equalContentLiesThereOnceAndGoesWithItsLastObject() {
    s3.put("photos", "a", "hello");
    s3.put("photos", "b", "hello");
    assertThat(s3.files()).hasSize(1);

    s3.put("photos", "a", "other");
    assertThat(s3.files()).hasSize(2);

    s3.call(DeleteObjectRequest.builder().bucket("photos").key("b").build(), SdkResponse.class);
    assertThat(s3.files()).hasSize(1);
    assertThat(s3.text("photos", "a")).isEqualTo("other");
  }

  @Test
  void objectsOutliveTheProcessAndScrapsDoNot() throws IOException {
    s3.put("photos", "a", "hello");
    var kept = s3.files().getFirst();
    var scrap = kept.resolveSibling("ab".repeat(32));
    Files.writeString(scrap, "nobody's");
    Files.writeString(folder.resolve("objects/arriving/half"), "hal");
    s3.close();

    s3 = new S3Context(folder);

    assertThat(s3.files()).containsExactly(kept);
    assertThat(s3.text("photos", "a")).isEqualTo("hello");
  }

  @Test
  void anObjectThatIsReadWhileItIsReplacedIsReadWhole() {
    s3.put("photos", "a", "before");
    var answer = s3.get(get("a").build());

    s3.put("photos", "a", "after");

    assertThat(new String(S3Context.bytes(answer), UTF_8)).isEqualTo("before");
    assertThat(s3.text("photos", "a")).isEqualTo("after");
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

  @SuppressWarnings("deprecation") // The SDK's other members become this one on the wire.
  private static CopyObjectRequest.Builder copy(String source, String key) {
    return CopyObjectRequest.builder()
        .copySource(source)
        .destinationBucket("photos")
        .destinationKey(key);
  }

  @Test
  void aCopyHasTheOriginalsMetadataUnlessItIsGivenItsOwn() {
    send(put("a+b c").metadata(Map.of("colour", "blue")).contentType("text/plain"), "hello");

    var answer = s3.call(copy("photos/a+b%20c", "copy").build(), CopyObjectResponse.class);
    assertThat(answer.copyObjectResult().eTag()).isEqualTo(HELLO_MD5);
    assertThat(s3.text("photos", "copy")).isEqualTo("hello");
    assertThat(head("copy").metadata()).isEqualTo(Map.of("colour", "blue"));
    assertThat(head("copy").contentType()).isEqualTo("text/plain");

    s3.call(
        copy("/photos/a+b%20c", "copy")
            .metadataDirective(MetadataDirective.REPLACE)
            .metadata(Map.of("colour", "red"))
            .build(),
        SdkResponse.class);
    assertThat(head("copy").metadata()).isEqualTo(Map.of("colour", "red"));
    assertThat(head("copy").contentType()).isEqualTo("binary/octet-stream");
    assertThat(s3.files()).hasSize(1);
  }

  @Test
  void aCopyToItselfHasToChangeSomething() {
    s3.put("photos", "a", "hello");

    assertCode(() -> s3.call(copy("photos/a", "a").build(), SdkResponse.class), "InvalidRequest");
    s3.call(
        copy("photos/a", "a").metadataDirective(MetadataDirective.REPLACE).build(),
        SdkResponse.class);
    assertThat(s3.text("photos", "a")).isEqualTo("hello");
  }

  @Test
  void aCopyNeedsPermissionToReadItsSourceAndObeysConditions() {
    s3.put("photos", "a", "hello");

    assertCode(
        () -> s3.call(copy("photos/a", "b").copySourceIfMatch("x").build(), SdkResponse.class),
        "PreconditionFailed");
    assertCode(() -> s3.call(copy("photos", "b").build(), SdkResponse.class), "InvalidArgument");
    s3.authorizer().deny("s3:GetObject", "arn:aws:s3:::photos/a");
    assertCode(
        () -> s3.call(copy("photos/a", "b").build(), SdkResponse.class), "AccessDeniedException");
  }

  @Test
  void objectsAreListedInPagesByPrefixAndDelimiter() {
    for (var key : new String[] {"a/1", "a/2", "b", "c/x y", "d"}) {
      s3.put("photos", key, "x");
    }
    var request = ListObjectsV2Request.builder().bucket("photos").delimiter("/").maxKeys(2).build();

    var first = s3.call(request, ListObjectsV2Response.class);
    assertThat(first.commonPrefixes()).singleElement().matches(p -> p.prefix().equals("a/"));
    assertThat(first.contents()).extracting(S3Object::key).containsExactly("b");
    assertThat(first.isTruncated()).isTrue();
    assertThat(first.keyCount()).isEqualTo(2);

    var second =
        s3.call(
            request.toBuilder()
                .continuationToken(first.nextContinuationToken())
                .encodingType("url")
                .build(),
            ListObjectsV2Response.class);
    assertThat(second.commonPrefixes()).singleElement().matches(p -> p.prefix().equals("c/"));
    assertThat(second.contents()).extracting(S3Object::key).containsExactly("d");
    assertThat(second.isTruncated()).isFalse();
    assertThat(second.nextContinuationToken()).isNull();

    // The wire encodes keys where the answer says so.
    var encoded =
        s3.call(
            ListObjectsV2Request.builder()
                .bucket("photos")
                .prefix("c/")
                .startAfter("a/2")
                .encodingType("url")
                .build(),
            ListObjectsV2Response.class);
    assertThat(encoded.encodingTypeAsString()).isEqualTo("url");
    assertThat(encoded.contents()).extracting(S3Object::key).containsExactly("c/x y");
    assertCode(
        () -> s3.call(request.toBuilder().continuationToken("AAAA").build(), SdkResponse.class),
        "InvalidArgument");
  }
}
