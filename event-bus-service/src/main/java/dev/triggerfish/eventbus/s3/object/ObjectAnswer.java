package dev.triggerfish.eventbus.s3.object;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * What is answered of an object.
 *
 * @param object as it is
 * @param range the bytes that are asked for, or null for all
 */
record ObjectAnswer(StoredObject object, @Nullable ByteRange range) {

  long length() {
    return range == null ? object.size() : range.length();
  }

  /** Of less than the whole S3 knows no checksum, nor does a range ask for that of parts. */
  private @Nullable Checksum checksum(@Nullable ChecksumMode mode) {
    var checksum = mode == ChecksumMode.ENABLED ? object.details().checksum() : null;
    return checksum == null
            || range == null
            || (range.length() == object.size() && !checksum.composite())
        ? checksum
        : null;
  }

  // The SDK would rather have a text of its own, which is nothing that S3 sends.
  @SuppressWarnings("deprecation")
  GetObjectResponse response(GetObjectRequest request) {
    var details = object.details();
    var response = GetObjectResponse.builder();
    var checksum = checksum(request.checksumMode());
    if (checksum != null) {
      checksum.into(response);
    }
    return response
        .acceptRanges("bytes")
        .lastModified(object.modifiedAt())
        .contentLength(length())
        .eTag(object.quotedEtag())
        .contentRange(range == null ? null : range.contentRange(object.size()))
        .cacheControl(or(request.responseCacheControl(), details.cacheControl()))
        .contentDisposition(or(request.responseContentDisposition(), details.contentDisposition()))
        .contentEncoding(or(request.responseContentEncoding(), details.contentEncoding()))
        .contentLanguage(or(request.responseContentLanguage(), details.contentLanguage()))
        .contentType(or(request.responseContentType(), details.contentType()))
        .expires(request.responseExpires() == null ? details.expires() : request.responseExpires())
        .metadata(details.metadata())
        .storageClass(shownClass())
        .serverSideEncryption(ServerSideEncryption.AES256)
        .tagCount(details.tags().isEmpty() ? null : details.tags().size())
        .partsCount(partsCount(request.partNumber()))
        .build();
  }

  // The SDK would rather have a text of its own, which is nothing that S3 sends.
  @SuppressWarnings("deprecation")
  HeadObjectResponse response(HeadObjectRequest request) {
    var details = object.details();
    var response = HeadObjectResponse.builder();
    var checksum = checksum(request.checksumMode());
    if (checksum != null) {
      checksum.into(response);
    }
    return response
        .acceptRanges("bytes")
        .lastModified(object.modifiedAt())
        .contentLength(length())
        .eTag(object.quotedEtag())
        .contentRange(range == null ? null : range.contentRange(object.size()))
        .cacheControl(or(request.responseCacheControl(), details.cacheControl()))
        .contentDisposition(or(request.responseContentDisposition(), details.contentDisposition()))
        .contentEncoding(or(request.responseContentEncoding(), details.contentEncoding()))
        .contentLanguage(or(request.responseContentLanguage(), details.contentLanguage()))
        .contentType(or(request.responseContentType(), details.contentType()))
        .expires(request.responseExpires() == null ? details.expires() : request.responseExpires())
        .metadata(details.metadata())
        .storageClass(shownClass())
        .serverSideEncryption(ServerSideEncryption.AES256)
        .tagCount(details.tags().isEmpty() ? null : details.tags().size())
        .partsCount(partsCount(request.partNumber()))
        .build();
  }

  /** S3 does not name the ordinary one. */
  private @Nullable String shownClass() {
    var name = object.details().storageClass();
    return name.equals("STANDARD") ? null : name;
  }

  private @Nullable Integer partsCount(@Nullable Integer partNumber) {
    var sizes = object.details().partSizes();
    return partNumber == null || sizes == null ? null : sizes.size();
  }

  private static @Nullable String or(@Nullable String wanted, @Nullable String kept) {
    return wanted == null ? kept : wanted;
  }
}
