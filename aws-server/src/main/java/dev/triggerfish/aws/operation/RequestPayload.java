package dev.triggerfish.aws.operation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;

/**
 * The body of a request whose operation reads it as it comes: an operation method that takes one
 * between its request and its {@link Caller} gets the body unread. Chunks are unwrapped, and what
 * the client signed or summed is checked at the end of the stream, which then throws AWS's error:
 * nothing may be kept of a body that has not been read to its end.
 */
public interface RequestPayload {

  /** Bytes of the content, without the framing of chunks; -1 if the client did not say. */
  long length();

  /**
   * The content; can be read once, and counts as whole only when a read has returned -1: that read
   * throws if what came is not what the client signed or summed.
   */
  InputStream open() throws IOException;

  /**
   * The checksums that the client gave and that were found right, once the content has been read to
   * its end: Base64 by algorithm, which is named as S3 names it ({@code CRC32}, {@code CRC32C},
   * {@code CRC64NVME}, {@code SHA1}, {@code SHA256}). Empty before, and where the client gave none.
   */
  default Map<String, String> checksums() {
    return Map.of();
  }

  /**
   * The algorithms of the checksums that the client gives in headers or announces in trailers,
   * named as in {@link #checksums}; known before the content has been read.
   */
  default Set<String> checksumAlgorithms() {
    return Set.of();
  }

  /** The payload of an operation that is called without a body. */
  static RequestPayload none() {
    return new InputStreamPayload(0, InputStream::nullInputStream);
  }

  /**
   * A payload that nothing has to be checked of.
   *
   * @param length in bytes, or -1
   * @param source is asked once
   */
  static RequestPayload of(long length, Source source) {
    return new InputStreamPayload(length, source);
  }

  /** Opens a stream. */
  @FunctionalInterface
  interface Source {
    /** The stream, at its beginning. */
    InputStream open() throws IOException;
  }
}
