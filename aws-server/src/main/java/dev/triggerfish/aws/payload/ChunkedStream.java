package dev.triggerfish.aws.payload;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.signature.ChunkSignatures;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a body in the encoding {@code aws-chunked}, whose chunks may be signed, and behind
 * which there may be trailing headers.
 */
final class ChunkedStream extends InputStream {

  private static final int MAX_LINE = 1024;
  private static final int MAX_TRAILERS = 10;
  private static final String CHUNK_SIGNATURE = "chunk-signature=";
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

  private final InputStream in;
  private final @Nullable ChunkSignatures signatures;
  private final MessageDigest hash = Digest.SHA256.begin();
  private final Map<String, String> trailers = new LinkedHashMap<>();
  private String signature = "";
  private long left;
  private boolean ended;

  /**
   * @param signatures of the chunks; null where they are not signed
   */
  ChunkedStream(InputStream in, @Nullable ChunkSignatures signatures) {
    this.in = new BufferedInputStream(in);
    this.signatures = signatures;
  }

  /** The trailing headers by their names in lower case; complete at the end of the stream. */
  Map<String, String> trailers() {
    return trailers;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      startChunk();
      if (left == 0) {
        endChunk();
        readTrailers();
        ended = true;
        return -1;
      }
    }
    var count = in.read(target, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw PayloadErrors.incomplete();
    }
    if (signatures != null) {
      hash.update(target, offset, count);
    }
    left -= count;
    if (left == 0) {
      endChunk();
      if (!"".equals(line())) {
        throw PayloadErrors.incomplete();
      }
    }
    return count;
  }

  /** {@code 1000;chunk-signature=…}. */
  private void startChunk() throws IOException {
    var line = line();
    if (line == null) {
      throw PayloadErrors.incomplete();
    }
    var semicolon = line.indexOf(';');
    left = size(semicolon < 0 ? line : line.substring(0, semicolon));
    var at = line.indexOf(CHUNK_SIGNATURE);
    signature = at < 0 ? "" : line.substring(at + CHUNK_SIGNATURE.length());
  }

  private static long size(String hex) {
    try {
      if (!hex.isEmpty() && hex.length() <= 15 && Character.digit(hex.charAt(0), 16) >= 0) {
        return Long.parseLong(hex, 16);
      }
    } catch (NumberFormatException e) {
      // answered below, as every other size that is none
    }
    throw PayloadErrors.incomplete();
  }

  private void endChunk() {
    if (signatures != null) {
      signatures.chunk(hash.digest(), signature);
    }
  }

  private void readTrailers() throws IOException {
    var signed = new StringBuilder();
    String trailerSignature = null;
    for (var line = line(); line != null && !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      if (colon <= 0 || trailers.size() >= MAX_TRAILERS) {
        throw PayloadErrors.trailerMalformed();
      }
      var name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      var value = line.substring(colon + 1).strip();
      if (name.equals(TRAILER_SIGNATURE)) {
        trailerSignature = value;
      } else {
        trailers.put(name, value);
        signed.append(name).append(':').append(value).append('\n');
      }
    }
    if (signatures != null && !trailers.isEmpty()) {
      signatures.trailer(signed.toString(), trailerSignature == null ? "" : trailerSignature);
    }
  }

  /** The next line without its end; null at the end of the stream. */
  private @Nullable String line() throws IOException {
    var line = new StringBuilder(96);
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return line.isEmpty() ? null : line.toString();
      }
      if (line.length() >= MAX_LINE) {
        throw PayloadErrors.incomplete();
      }
      line.append((char) c);
    }
    var end = line.length() - 1;
    if (end >= 0 && line.charAt(end) == '\r') {
      line.setLength(end);
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
