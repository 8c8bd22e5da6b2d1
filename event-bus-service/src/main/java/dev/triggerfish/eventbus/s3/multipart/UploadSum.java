package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.s3.object.Checksum;
import dev.triggerfish.eventbus.s3.object.ChecksumKind;
import dev.triggerfish.eventbus.s3.object.ContentCheck;
import dev.triggerfish.eventbus.s3.object.ObjectContent;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;

/**
 * What the parts of an object come to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">
 *     Checksums of multipart uploads</a>
 */
record UploadSum(Upload.Plan plan, List<StoredPart> parts) {

  long size() {
    return parts.stream().mapToLong(StoredPart::size).sum();
  }

  List<Long> sizes() {
    return parts.stream().map(StoredPart::size).toList();
  }

  /** The MD5 of the parts' MD5s, and how many there are. */
  String etag() {
    var md5 = Digest.MD5.begin();
    parts.forEach(part -> md5.update(HexFormat.of().parseHex(part.etag())));
    return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
  }

  /** By which checksum the whole content is known. */
  ContentCheck check() {
    return new ContentCheck(plan.checksum(), null, null);
  }

  /** The object's checksum. */
  Checksum checksum(ObjectContent whole) {
    if (!plan.composite()) {
      return whole.checksum();
    }
    var sum = plan.checksum().begin();
    for (var part : parts) {
      var value = Base64.getDecoder().decode(part.checksum().value());
      sum.update(value, 0, value.length);
    }
    return new Checksum(plan.checksum(), sum.base64() + "-" + parts.size(), true);
  }

  /**
   * Throws S3's error where the client gives another checksum than the object's. For an upload that
   * named no algorithm S3 passes over the checksums of algorithms that are not the object's.
   */
  void require(CompleteMultipartUploadRequest request, Checksum checksum) {
    for (var kind : ChecksumKind.values()) {
      var given = kind.given(request);
      var concerns = plan.checksumAsked() || kind == plan.checksum();
      if (given != null && concerns && !(kind == plan.checksum() && fits(given, checksum))) {
        throw AwsErrors.of(
            "BadDigest",
            400,
            "The "
                + plan.checksum().name().toLowerCase(Locale.ROOT)
                + " you specified did not match the calculated checksum.");
      }
    }
  }

  private static boolean fits(String given, Checksum checksum) {
    return given.equals(checksum.value())
        || (checksum.composite() && checksum.value().startsWith(given + "-"));
  }
}
