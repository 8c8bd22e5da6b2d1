package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an object is to be read, as HTTP's conditional requests say.
 *
 * @param ifMatch an ETag or {@code *}
 * @param ifNoneMatch an ETag or {@code *}
 * @param ifModifiedSince whole seconds
 * @param ifUnmodifiedSince whole seconds
 */
record ReadCondition(
    @Nullable String ifMatch,
    @Nullable String ifNoneMatch,
    @Nullable Instant ifModifiedSince,
    @Nullable Instant ifUnmodifiedSince) {

  private static final String OF_SOURCE = "x-amz-copy-source-";

  /** What is to be done. */
  enum Outcome {
    READ,
    NOT_MODIFIED,
    FAILED
  }

  /** ETags are stronger than times. */
  Outcome decide(String etag, Instant modifiedAt) {
    if (ifMatch != null
        ? !matches(ifMatch, etag)
        : ifUnmodifiedSince != null && modifiedAt.isAfter(ifUnmodifiedSince)) {
      return Outcome.FAILED;
    }
    if (ifNoneMatch != null
        ? matches(ifNoneMatch, etag)
        : ifModifiedSince != null && !modifiedAt.isAfter(ifModifiedSince)) {
      return Outcome.NOT_MODIFIED;
    }
    return Outcome.READ;
  }

  /** Throws what S3 answers where it does not answer with the object. */
  void require(StoredObject object) {
    switch (decide(object.etag(), object.modifiedAt())) {
      case READ -> {}
      case NOT_MODIFIED -> throw AwsErrors.of("NotModified", 304, "Not Modified");
      case FAILED -> throw S3Errors.preconditionFailed(demanded());
    }
  }

  /** The same for a copy's source, where S3 knows but one answer. */
  void requireOfSource(StoredObject object) {
    switch (decide(object.etag(), object.modifiedAt())) {
      case READ -> {}
      case NOT_MODIFIED -> throw S3Errors.preconditionFailed(OF_SOURCE + spared());
      case FAILED -> throw S3Errors.preconditionFailed(OF_SOURCE + demanded());
    }
  }

  /** The header that decides whether there may be an answer. */
  private String demanded() {
    return ifMatch != null ? "If-Match" : "If-Unmodified-Since";
  }

  /** The header that decides whether the answer is wanted. */
  private String spared() {
    return ifNoneMatch != null ? "If-None-Match" : "If-Modified-Since";
  }

  /** Whether a header names an ETag; clients write it with quotes or without, and several. */
  static boolean matches(String header, String etag) {
    for (var each : header.split(",", -1)) {
      var text = each.strip();
      if (text.startsWith("W/")) {
        text = text.substring(2);
      }
      if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
        text = text.substring(1, text.length() - 1);
      }
      if (text.equals("*") || text.equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
