package dev.triggerfish.eventbus.s3.object;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an object beside its bytes and given back with them.
 *
 * @param contentType {@code Content-Type}
 * @param contentEncoding {@code Content-Encoding}
 * @param contentDisposition {@code Content-Disposition}
 * @param contentLanguage {@code Content-Language}
 * @param cacheControl {@code Cache-Control}
 * @param expires {@code Expires}
 * @param metadata the client's own, names in lower case
 * @param tags of the object
 * @param storageClass such as {@code STANDARD}
 * @param checksum of the content; null while an upload has no content yet
 * @param partSizes in bytes, of objects that came in parts
 */
public record ObjectDetails(
    @Nullable String contentType,
    @Nullable String contentEncoding,
    @Nullable String contentDisposition,
    @Nullable String contentLanguage,
    @Nullable String cacheControl,
    @Nullable Instant expires,
    Map<String, String> metadata,
    Map<String, String> tags,
    String storageClass,
    @Nullable Checksum checksum,
    @Nullable List<Long> partSizes) {

  /** The same of content that came in one piece. */
  public ObjectDetails with(Checksum sum) {
    return with(sum, null);
  }

  /** The same of content that came in parts. */
  public ObjectDetails with(Checksum sum, @Nullable List<Long> parts) {
    return new ObjectDetails(
        contentType,
        contentEncoding,
        contentDisposition,
        contentLanguage,
        cacheControl,
        expires,
        metadata,
        tags,
        storageClass,
        sum,
        parts);
  }

  /** The same with other tags. */
  public ObjectDetails withTags(Map<String, String> other) {
    return new ObjectDetails(
        contentType,
        contentEncoding,
        contentDisposition,
        contentLanguage,
        cacheControl,
        expires,
        metadata,
        other,
        storageClass,
        checksum,
        partSizes);
  }

  /** The same in another storage class. */
  ObjectDetails withStorageClass(String other) {
    return new ObjectDetails(
        contentType,
        contentEncoding,
        contentDisposition,
        contentLanguage,
        cacheControl,
        expires,
        metadata,
        tags,
        other,
        checksum,
        partSizes);
  }
}
