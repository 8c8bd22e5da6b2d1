package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
          "The XML you provided was not well-formed or did not validate against our published schema");
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
    var given =
        listed.sdkFields().stream()
            .filter(field -> field.memberName().equals(plan.checksum().member()))
            .map(field -> (String) field.getValueOrDefault(listed))
            .filter(value -> value != null)
            .findAny();
    if (given.isPresent()) {
      if (!given.get().equals(part.checksum().value())) {
        throw invalidPart(listed, etag, upload);
      }
    } else if (plan.checksumAsked() && plan.composite()) {
      throw S3Errors.invalidRequest(
          "The upload was created using a "
              + plan.checksum().name().toLowerCase(Locale.ROOT)
              + " checksum. The complete request must include the checksum for each part. It was"
              + " missing for part "
              + part.number()
              + " in the request.");
    }
    return part;
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
