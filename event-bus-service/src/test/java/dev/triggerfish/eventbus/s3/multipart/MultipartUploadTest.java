package dev.triggerfish.eventbus.s3.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.eventbus.s3.object.Checksum;
import dev.triggerfish.eventbus.s3.object.ChecksumKind;
import dev.triggerfish.eventbus.s3fixture.S3Context;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

@OnEachDatabase("event-bus")
class MultipartUploadTest {

  private static final byte[] BIG = new byte[5 << 20];
  private static final byte[] SMALL = "the end".getBytes(UTF_8);

  static {
    Arrays.fill(BIG, (byte) 'x');
  }

  @TempDir private Path folder;
  private S3Context s3;

  @BeforeEach
  void open(TestDatabase database) {
    s3 = new S3Context(database, folder).bucket("films");
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private static final CreateMultipartUploadRequest BEGINNING =
      CreateMultipartUploadRequest.builder()
          .bucket("films")
          .key("film")
          .contentType("video/mp4")
          .build();

  private String begin() {
    return s3.call(BEGINNING, CreateMultipartUploadResponse.class).uploadId();
  }

  private String begin(String checksum) {
    var request = BEGINNING.toBuilder().checksumAlgorithm(checksum).build();
    return s3.call(request, CreateMultipartUploadResponse.class).uploadId();
  }

  private UploadPartResponse part(String uploadId, int number, byte[] content) {
    return part(uploadId, number, content, _ -> {});
  }

  private UploadPartResponse part(
      String uploadId, int number, byte[] content, Consumer<UploadPartRequest.Builder> more) {
    var request =
        UploadPartRequest.builder()
            .bucket("films")
            .key("film")
            .uploadId(uploadId)
            .partNumber(number)
            .applyMutation(more);
    return s3.send(request.build(), content, UploadPartResponse.class);
  }

  private static String sum(ChecksumKind kind, byte[] content) {
    var sum = kind.begin();
    sum.update(content, 0, content.length);
    return sum.base64();
  }

  private static <B extends SdkPojo> B set(B builder, ChecksumKind kind, String value) {
    return new Checksum(kind, value, false).into(builder);
  }

  private CompleteMultipartUploadResponse complete(String uploadId, CompletedPart... parts) {
    return s3.call(
        CompleteMultipartUploadRequest.builder()
            .bucket("films")
            .key("film")
            .uploadId(uploadId)
            .multipartUpload(u -> u.parts(parts))
            .build(),
        CompleteMultipartUploadResponse.class);
  }

  private static CompletedPart listed(int number, UploadPartResponse part) {
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(part.eTag())
        .checksumCRC32(part.checksumCRC32())
        .build();
  }

  private static void assertCode(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  private static byte[] md5(byte[] bytes) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("MD5").digest(bytes);
  }

  @Test
  void partsBecomeOneObject() throws NoSuchAlgorithmException {
    var uploadId = begin();
    var second = part(uploadId, 7, SMALL);
    part(uploadId, 2, SMALL);
    var first = part(uploadId, 2, BIG);

    var done = complete(uploadId, listed(2, first), listed(7, second));

    var both = Arrays.copyOf(md5(BIG), 32);
    System.arraycopy(md5(SMALL), 0, both, 16, 16);
    assertThat(done.eTag()).isEqualTo('"' + HexFormat.of().formatHex(md5(both)) + "-2\"");
    var get = GetObjectRequest.builder().bucket("films").key("film");
    var answer = s3.get(get.build());
    assertThat(answer.response().contentType()).isEqualTo("video/mp4");
    assertThat(S3Context.bytes(answer)).hasSize(BIG.length + SMALL.length);
    var edge = "bytes=" + (BIG.length - 2) + "-" + (BIG.length + 2);
    assertThat(s3.text(get.range(edge).build())).isEqualTo("xxthe");
    assertThat(s3.text(get.range(null).partNumber(2).build())).isEqualTo("the end");
    assertThat(s3.files()).hasSize(1);
    assertCode(() -> complete(uploadId, listed(2, first)), "NoSuchUpload");
  }

  @Test
  void aChecksumThatWasAskedForIsMadeOfTheParts() {
    var uploadId = begin("CRC32");
    var first = part(uploadId, 1, BIG, r -> r.checksumAlgorithm("CRC32"));
    var second = part(uploadId, 2, SMALL, r -> r.checksumAlgorithm("CRC32"));
    var withoutChecksum = listed(1, first).toBuilder().checksumCRC32(null).build();

    assertCode(() -> complete(uploadId, withoutChecksum, listed(2, second)), "InvalidRequest");
    var done = complete(uploadId, listed(1, first), listed(2, second));

    assertThat(done.checksumCRC32()).endsWith("-2");
    assertThat(done.checksumTypeAsString()).isEqualTo("COMPOSITE");
  }

  @Test
  void aChecksumMadeOfThePartsTakesNoPartWithoutOneAndNoOther() {
    var uploadId = begin("SHA256");
    var kind = ChecksumKind.SHA256;
    var part = part(uploadId, 1, SMALL, r -> set(r, kind, sum(kind, SMALL)));
    var other =
        CompletedPart.builder()
            .partNumber(1)
            .eTag(part.eTag())
            .checksumCRC32(sum(ChecksumKind.CRC32, SMALL));

    assertThatThrownBy(() -> part(uploadId, 1, SMALL))
        .hasMessageContaining("expected checksum Type: sha256, actual checksum Type: null");
    assertThatThrownBy(() -> part(uploadId, 1, SMALL, r -> r.checksumAlgorithm("CRC32")))
        .hasMessageContaining("expected checksum Type: sha256, actual checksum Type: crc32");
    assertCode(() -> complete(uploadId, other.build()), "BadDigest");
    assertCode(
        () -> complete(uploadId, other.checksumSHA256(sum(kind, BIG)).build()), "InvalidPart");
  }

  @ParameterizedTest
  @EnumSource
  void anUploadThatNamedNoAlgorithmTakesPartsWithAny(ChecksumKind kind) {
    var uploadId = begin();
    var right = sum(kind, SMALL);
    var wrong = sum(kind, BIG);

    assertCode(() -> part(uploadId, 1, SMALL, r -> set(r, kind, wrong)), "BadDigest");
    assertCode(() -> part(uploadId, 1, SMALL, r -> set(r, kind, "nonsense")), "InvalidRequest");
    var part = part(uploadId, 1, SMALL, r -> set(r, kind, right));
    var parts =
        s3.call(
            ListPartsRequest.builder().bucket("films").key("film").uploadId(uploadId).build(),
            ListPartsResponse.class);
    var listed = CompletedPart.builder().partNumber(1).eTag(part.eTag());

    assertThat(S3Context.members(part)).containsEntry(kind.member(), right);
    assertThat(S3Context.members(parts.parts().getFirst())).doesNotContainKey(kind.member());
    assertThat(parts.checksumAlgorithm()).isNull();
    assertCode(
        () -> complete(uploadId, set(listed.build().toBuilder(), kind, right).build()),
        "InvalidPart");
    var done = complete(uploadId, listed.build());
    assertThat(done.checksumCRC64NVME()).isEqualTo(sum(ChecksumKind.CRC64NVME, SMALL));
    assertThat(done.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
  }

  @Test
  void aChecksumThatFollowsThePartIsThePartsChecksum() {
    var uploadId = begin("CRC32C");
    var request =
        UploadPartRequest.builder().bucket("films").key("film").uploadId(uploadId).partNumber(1);

    var part =
        (UploadPartResponse)
            s3.invoke(request.build(), trailed(SMALL, ChecksumKind.CRC32C), S3Context.CALLER);

    assertThat(part.checksumCRC32C()).isEqualTo(sum(ChecksumKind.CRC32C, SMALL));
    assertThatThrownBy(
            () -> s3.invoke(request.build(), trailed(SMALL, ChecksumKind.SHA1), S3Context.CALLER))
        .hasMessageContaining("expected checksum Type: crc32c, actual checksum Type: sha1");
  }

  private static RequestPayload trailed(byte[] content, ChecksumKind kind) {
    return new RequestPayload() {
      @Override
      public long length() {
        return content.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }

      @Override
      public Set<String> checksumAlgorithms() {
        return Set.of(kind.name());
      }
    };
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    var uploadId = begin();
    var first = part(uploadId, 1, SMALL);
    var second = part(uploadId, 2, SMALL);

    assertCode(() -> complete(uploadId, listed(1, first), listed(2, second)), "EntityTooSmall");
    assertCode(() -> complete(uploadId, listed(2, second), listed(1, first)), "InvalidPartOrder");
    assertCode(() -> complete(uploadId, listed(3, first)), "InvalidPart");
    assertCode(() -> complete(uploadId), "InvalidRequest");
    assertCode(() -> part(uploadId, 0, SMALL), "InvalidArgument");
    assertCode(() -> part(uploadId, 10_001, SMALL), "InvalidArgument");
    assertCode(() -> part("other", 1, SMALL), "NoSuchUpload");
  }

  @Test
  void givingUpLeavesNothing() {
    var uploadId = begin();
    part(uploadId, 1, BIG);

    s3.call(
        AbortMultipartUploadRequest.builder()
            .bucket("films")
            .key("film")
            .uploadId(uploadId)
            .build(),
        SdkResponse.class);

    assertThat(s3.files()).isEmpty();
    assertCode(() -> part(uploadId, 1, SMALL), "NoSuchUpload");
  }

  @Test
  void partsOutliveTheProcess(TestDatabase database) {
    var uploadId = begin();
    var first = part(uploadId, 1, SMALL);
    s3.close();

    s3 = new S3Context(database, folder);
    complete(uploadId, listed(1, first));

    assertThat(s3.text("films", "film")).isEqualTo("the end");
  }

  @Test
  void partsAndUploadsAreListedInPages() {
    var uploadId = begin();
    part(uploadId, 1, SMALL);
    part(uploadId, 3, SMALL);
    var second = begin();
    var request =
        ListPartsRequest.builder().bucket("films").key("film").uploadId(uploadId).maxParts(1);

    var page = s3.call(request.build(), ListPartsResponse.class);
    var next = s3.call(request.partNumberMarker(1).build(), ListPartsResponse.class);
    var uploads =
        s3.call(
            ListMultipartUploadsRequest.builder().bucket("films").build(),
            ListMultipartUploadsResponse.class);

    assertThat(page.parts()).extracting(Part::partNumber).containsExactly(1);
    assertThat(page.isTruncated()).isTrue();
    assertThat(page.nextPartNumberMarker()).isEqualTo(1);
    assertThat(next.parts()).extracting(Part::partNumber).containsExactly(3);
    assertThat(next.isTruncated()).isFalse();
    assertThat(uploads.uploads())
        .extracting(MultipartUpload::uploadId)
        .containsExactlyInAnyOrder(uploadId, second);
  }

  @Test
  void aPartCanBeAStretchOfAnObject() {
    s3.put("films", "source", "0123456789");
    var uploadId = begin();

    var copied =
        s3.call(
            UploadPartCopyRequest.builder()
                .sourceBucket("films")
                .sourceKey("source")
                .copySourceRange("bytes=2-5")
                .destinationBucket("films")
                .destinationKey("film")
                .uploadId(uploadId)
                .partNumber(1)
                .build(),
            UploadPartCopyResponse.class);
    complete(
        uploadId,
        CompletedPart.builder().partNumber(1).eTag(copied.copyPartResult().eTag()).build());

    assertThat(s3.text("films", "film")).isEqualTo("2345");
  }
}
