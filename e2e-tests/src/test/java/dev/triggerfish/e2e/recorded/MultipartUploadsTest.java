package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.S3Wire.assertError;
import static dev.triggerfish.e2e.recorded.S3Wire.bucket;
import static dev.triggerfish.e2e.recorded.S3Wire.call;
import static dev.triggerfish.e2e.recorded.S3Wire.elements;
import static dev.triggerfish.e2e.recorded.S3Wire.get;
import static dev.triggerfish.e2e.recorded.S3Wire.put;
import static dev.triggerfish.e2e.recorded.S3Wire.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S3's uploads in parts. */
@NobodyMovesTheClock
class MultipartUploadsTest {

  private static final String TEST = "098f6bcd4621d373cade4e832627b4f6";
  private static final String NOT_FOUND =
      "One or more of the specified parts could not be found.  The part may not have been uploaded,"
          + " or the specified entity tag may not match the part's entity tag.";
  private static final String NO_UPLOAD =
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
          + " been aborted or completed.";

  private String id = "";

  @BeforeEach
  void anUploadHasBegun() {
    bucket("recorded-parts");
    id = begin();
  }

  private static String begin(String... headers) {
    var reply = call("POST", "recorded-parts/key?uploads", "", headers).is(200);
    return Objects.requireNonNull(elements(reply).get("UploadId"));
  }

  private Reply part(int number, String... headers) {
    return put("recorded-parts/key?partNumber=" + number + "&uploadId=" + id, "test", headers);
  }

  private Reply complete(String parts, String... headers) {
    return call(
        "POST",
        "recorded-parts/key?uploadId=" + id,
        "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>",
        headers);
  }

  private static String listed(int number, String etag) {
    return "<Part><ETag>\"" + etag + "\"</ETag><PartNumber>" + number + "</PartNumber></Part>";
  }

  @Test
  @Recorded("s3/test_multipart_and_list_parts")
  void partsBecomeAnObject() {
    assertThat(part(1).is(200).header("ETag")).isEqualTo('"' + TEST + '"');
    var listed = get("recorded-parts/key?uploadId=" + id).is(200);
    assertThat(texts(listed, "PartNumber")).containsExactly("1");
    assertThat(elements(listed))
        .containsEntry("Size", "4")
        .containsEntry("IsTruncated", "false")
        .containsEntry("StorageClass", "STANDARD");
    var done = elements(complete(listed(1, TEST)).is(200));
    assertThat(done)
        .containsEntry("Bucket", "recorded-parts")
        .containsEntry("Key", "key")
        .containsEntry("ChecksumType", "FULL_OBJECT")
        .containsKey("ChecksumCRC64NVME");
    assertThat(done.get("ETag")).endsWith("-1\"");
    assertThat(get("recorded-parts/key").is(200).text()).isEqualTo("test");
    assertError(
        get("recorded-parts/key?uploadId=" + id), 404, "NoSuchUpload", NO_UPLOAD, "UploadId", id);
  }

  @Test
  @Recorded("s3/test_multipart_complete_multipart_too_small")
  void partsThatAreTooSmall() {
    part(1).is(200);
    part(2).is(200);
    assertError(
        complete(listed(1, TEST) + listed(2, TEST)),
        400,
        "EntityTooSmall",
        "Your proposed upload is smaller than the minimum allowed size",
        "ProposedSize",
        "4",
        "MinSizeAllowed",
        "5242880",
        "PartNumber",
        "1",
        "ETag",
        TEST);
    assertError(complete(""), 400, "InvalidRequest", "You must specify at least one part");
  }

  @ParameterizedTest
  @CsvSource({"2," + TEST, "1,d41d8cd98f00b204e9800998ecf8427e"})
  @Recorded("s3/test_multipart_complete_multipart_wrong_part")
  void partsThatAreNotThere(int number, String etag) {
    part(1).is(200);
    assertError(
        complete(listed(number, etag)),
        400,
        "InvalidPart",
        NOT_FOUND,
        "UploadId",
        id,
        "PartNumber",
        Integer.toString(number),
        "ETag",
        etag);
  }

  @Test
  @Recorded("s3/test_complete_multipart_parts_order")
  void partsOutOfOrder() {
    part(1).is(200);
    part(2).is(200);
    assertError(
        complete(listed(2, TEST) + listed(1, TEST)),
        400,
        "InvalidPartOrder",
        "The list of parts was not in ascending order. Parts must be ordered by part number.",
        "UploadId",
        id);
    assertError(
        part(-1),
        400,
        "InvalidArgument",
        "Part number must be an integer between 1 and 10000, inclusive",
        "ArgumentName",
        "partNumber",
        "ArgumentValue",
        "-1");
  }

  @Test
  @Recorded("s3/test_multipart_no_such_upload")
  void uploadsThatAreNotThere() {
    id = "fakeid";
    assertError(part(1), 404, "NoSuchUpload", NO_UPLOAD, "UploadId", "fakeid");
    assertError(complete(listed(1, TEST)), 404, "NoSuchUpload", NO_UPLOAD, "UploadId", "fakeid");
    assertError(
        call("DELETE", "recorded-parts/key?uploadId=fakeid", ""),
        404,
        "NoSuchUpload",
        NO_UPLOAD,
        "UploadId",
        "fakeid");
  }

  @Test
  @Recorded("s3/test_multipart_size_validation")
  void aSizeThatIsAnother() {
    part(1).is(200);
    assertError(
        complete(listed(1, TEST), "x-amz-mp-object-size", "5"),
        400,
        "InvalidRequest",
        "The provided 'x-amz-mp-object-size' header value 5 does not match what was computed: 4");
  }

  @Test
  @Recorded("s3/test_complete_multipart_parts_checksum_composite")
  void checksumsOfPartsHaveToBeListed() {
    id = begin("x-amz-checksum-algorithm", "SHA256");
    assertError(
        part(1),
        400,
        "InvalidRequest",
        "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type:"
            + " null");
    part(1, "x-amz-checksum-sha256", "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=").is(200);
    assertError(
        complete(listed(1, TEST)),
        400,
        "InvalidRequest",
        "The upload was created using a sha256 checksum. The complete request must include the"
            + " checksum for each part. It was missing for part 1 in the request.");
  }

  @Test
  @Recorded("s3/test_complete_multipart_parts_checksum_default")
  void anUploadWithoutAnAlgorithmKeepsNoChecksumsOfParts() {
    var part = part(1, "x-amz-checksum-crc32c", "hqBywA==").is(200);
    assertThat(part.header("x-amz-checksum-crc32c")).isEqualTo("hqBywA==");
    var parts = get("recorded-parts/key?uploadId=" + id).is(200);
    assertThat(elements(parts))
        .doesNotContainKeys("ChecksumCRC32C", "ChecksumAlgorithm", "ChecksumType");
    var listed =
        listed(1, TEST).replace("</Part>", "<ChecksumCRC32C>hqBywA==</ChecksumCRC32C></Part>");
    assertError(
        complete(listed),
        400,
        "InvalidPart",
        "One or more of the specified parts could not be found.  The part may not have been"
            + " uploaded, or the specified entity tag may not match the part's entity tag.",
        "UploadId",
        id,
        "PartNumber",
        "1",
        "ETag",
        TEST);
    assertError(
        complete(listed(1, TEST), "x-amz-checksum-type", "FULL_OBJECT"),
        400,
        "InvalidRequest",
        "The upload was created using the null checksum mode. The complete request must use the"
            + " same checksum mode.");
    assertThat(elements(complete(listed(1, TEST), "x-amz-checksum-crc32c", "AAAAAA==-2").is(200)))
        .containsEntry("ChecksumType", "FULL_OBJECT")
        .containsKey("ChecksumCRC64NVME");
  }

  @ParameterizedTest
  @CsvSource({"crc32,AAAAAA==", "crc32c,AAAAAA==", "crc64nvme,AAAAAAAAAAA="})
  @Recorded("s3/test_multipart_upload_part_checksum_exception")
  void checksumsOfPartsThatAreWrong(String algorithm, String zero) {
    var header = "x-amz-checksum-" + algorithm;
    assertError(
        part(1, header, zero),
        400,
        "BadDigest",
        "The "
            + algorithm.toUpperCase(java.util.Locale.ROOT)
            + " you specified did not match the calculated checksum.");
    assertError(
        part(1, header, "not base64"),
        400,
        "InvalidRequest",
        "Value for " + header + " header is invalid.");
  }

  @Test
  @Recorded("s3/test_multipart_parts_checksum_exceptions_full_object")
  void aChecksumOfSomethingElse() {
    id = begin("x-amz-checksum-algorithm", "CRC32C", "x-amz-checksum-type", "FULL_OBJECT");
    part(1).is(200);
    assertError(
        complete(listed(1, TEST), "x-amz-checksum-crc32c", "AAAAAA=="),
        400,
        "BadDigest",
        "The crc32c you specified did not match the calculated checksum.");
    assertError(
        complete(listed(1, TEST), "x-amz-checksum-type", "COMPOSITE"),
        400,
        "InvalidRequest",
        "The upload was created using the FULL_OBJECT checksum mode. The complete request must use"
            + " the same checksum mode.");
  }

  @ParameterizedTest
  @CsvSource({"COMPOSITE,CRC64NVME", "FULL_OBJECT,SHA1", "FULL_OBJECT,SHA256"})
  @Recorded("s3/test_multipart_checksum_type_compatibility")
  void checksumsThatCannotBe(String type, String algorithm) {
    assertError(
        call(
            "POST",
            "recorded-parts/key?uploads",
            "",
            "x-amz-checksum-algorithm",
            algorithm,
            "x-amz-checksum-type",
            type),
        400,
        "InvalidRequest",
        "The "
            + type
            + " checksum type cannot be used with the "
            + algorithm.toLowerCase(java.util.Locale.ROOT)
            + " checksum algorithm.");
  }

  @Test
  @Recorded("s3/test_multipart_parts_checksum_exceptions_composite")
  void aTypeWithoutAChecksum() {
    assertError(
        call("POST", "recorded-parts/key?uploads", "", "x-amz-checksum-type", "COMPOSITE"),
        400,
        "InvalidRequest",
        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
            + " header.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0-8", "bytes=1-0", "bytes=-1-", "bytes=0--1", "bytes=0-1,3-4", "bytes=1-"})
  @Recorded("s3/test_upload_part_copy_range")
  void rangesOfCopiesThatAreNone(String range) {
    assertError(
        copy(range),
        400,
        "InvalidArgument",
        "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
            + " last are the zero-based offsets of the first and last bytes to copy",
        "ArgumentName",
        "x-amz-copy-source-range",
        "ArgumentValue",
        range);
  }

  @Test
  @Recorded("s3/test_upload_part_copy_range")
  void rangesOfCopiesThatAreNotThere() {
    assertError(
        copy("bytes=0-100"),
        400,
        "InvalidArgument",
        "Range specified is not valid for source object of size: 10",
        "ArgumentName",
        "x-amz-copy-source-range",
        "ArgumentValue",
        "bytes=0-100");
    assertError(
        copy("bytes=100-200"),
        400,
        "InvalidRequest",
        "The specified copy range is invalid for the source object size");
    assertThat(elements(copy("bytes=0-8").is(200)).get("ETag")).isNotEmpty();
  }

  private Reply copy(String range) {
    put("recorded-parts/ten", "0123456789").is(200);
    return put(
        "recorded-parts/key?partNumber=1&uploadId=" + id,
        "",
        "x-amz-copy-source",
        "recorded-parts/ten",
        "x-amz-copy-source-range",
        range);
  }
}
