package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import dev.triggerfish.eventbus.s3.object.ChecksumKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Of which parts an object is to be made.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Limits of
 *     multipart uploads</a>
 */
final class PartSelection {

  /** Of all parts but the last, in bytes. */
  static final long LEAST_SIZE = 5L << 20;

  private PartSelection() {}

  /** The parts that a client lists, or S3's error if they cannot be put together. */
  static List<StoredPart> of(
      @Nullable List<CompletedPart> listed, List<StoredPart> there, Upload upload) {
    if (listed == null) {
      throw AwsErrors.of(
          "MalformedXML",
          400,
          "The XML you provided was not well-formed or did not validate against our published"
              + " schema");
    }
    if (listed.isEmpty()) {
      throw S3Errors.invalidRequest("You must specify at least one part");
    }
    Map<Integer, StoredPart> byNumber =
        there.stream().collect(Collectors.toMap(StoredPart::number, Function.identity()));
    var chosen = new ArrayList<StoredPart>();
    var last = 0;
    for (var each : listed) {
      var number = Uploads.requireNumber(each.partNumber());
      if (number <= last) {
        throw S3Errors.detailed(
            "InvalidPartOrder",
            400,
            "The list of parts was not in ascending order. Parts must be ordered by part number.",
            "UploadId",
            upload.uploadId());
      }
      chosen.add(matching(each, byNumber.get(number), upload));
      last = number;
    }
    chosen.subList(0, chosen.size() - 1).forEach(PartSelection::requireSize);
    return chosen;
  }

  private static void requireSize(StoredPart part) {
    if (part.size() < LEAST_SIZE) {
      throw S3Errors.detailed(
          "EntityTooSmall",
          400,
          "Your proposed upload is smaller than the minimum allowed size",
          "ProposedSize",
          Long.toString(part.size()),
          "MinSizeAllowed",
          Long.toString(LEAST_SIZE),
          "PartNumber",
          Integer.toString(part.number()),
          "ETag",
          part.etag());
    }
  }

  private static StoredPart matching(
      CompletedPart listed, @Nullable StoredPart part, Upload upload) {
    var plan = upload.plan();
    var etag = String.valueOf(listed.eTag()).replace("\"", "");
    if (part == null || !part.etag().equals(etag)) {
      throw invalidPart(listed, etag, upload);
    }
    var given = checksums(listed);
    var own = given.remove(plan.checksum());
    if (own == null ? !given.isEmpty() && !plan.checksumAsked() : !isOf(part, own, plan)) {
      throw invalidPart(listed, etag, upload);
    }
    if (own == null && plan.checksumAsked()) {
      requireUnsummed(given.keySet(), part, plan);
    }
    return part;
  }

  /** S3 keeps no checksum of a part whose upload named no algorithm: then none is the part's. */
  private static boolean isOf(StoredPart part, String checksum, Upload.Plan plan) {
    return plan.checksumAsked() && checksum.equals(part.checksum().value());
  }

  /** The checksums that the client lists for a part, base64 by algorithm. */
  private static Map<ChecksumKind, String> checksums(CompletedPart listed) {
    var given = new EnumMap<ChecksumKind, String>(ChecksumKind.class);
    for (var field : listed.sdkFields()) {
      for (var kind : ChecksumKind.values()) {
        if (field.memberName().equals(kind.member())
            && field.getValueOrDefault(listed) instanceof String value) {
          given.put(kind, value);
        }
      }
    }
    return given;
  }

  /** Throws S3's error for a part whose checksum is missing, or is of another algorithm. */
  private static void requireUnsummed(Set<ChecksumKind> others, StoredPart part, Upload.Plan plan) {
    if (!others.isEmpty()) {
      throw AwsErrors.of(
          "BadDigest",
          400,
          "The "
              + others.iterator().next().name().toLowerCase(Locale.ROOT)
              + " you specified for part "
              + part.number()
              + " did not match what we received.");
    }
    if (plan.composite()) {
      throw S3Errors.invalidRequest(
          "The upload was created using a "
              + plan.checksum().name().toLowerCase(Locale.ROOT)
              + " checksum. The complete request must include the checksum for each part. It was"
              + " missing for part "
              + part.number()
              + " in the request.");
    }
  }

  private static RuntimeException invalidPart(CompletedPart listed, String etag, Upload upload) {
    return S3Errors.detailed(
        "InvalidPart",
        400,
        "One or more of the specified parts could not be found.  The part may not have been"
            + " uploaded, or the specified entity tag may not match the part's entity tag.",
        "UploadId",
        upload.uploadId(),
        "PartNumber",
        String.valueOf(listed.partNumber()),
        "ETag",
        etag);
  }
}
