package dev.triggerfish.aws.payload;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.aws.payload.PayloadChecksum.Algorithm;
import dev.triggerfish.aws.signature.ChunkSignatures;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to S3, whose framing and sums <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">{@code
 * x-amz-content-sha256}</a> and its sister headers tell.
 */
public final class HttpPayload implements RequestPayload {

  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String CHUNKS_SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String CHUNKS_SIGNED_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
  private static final String CHUNKS_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final int SHA256_HEX = 64;

  private final AwsHttpRequest request;
  private final String hash;
  private final @Nullable ChunkSignatures signatures;
  private final boolean summed;
  private final long length;
  private final Map<String, String> verified = new HashMap<>();

  private HttpPayload(
      AwsHttpRequest request,
      String hash,
      @Nullable ChunkSignatures signatures,
      boolean summed,
      long length) {
    this.request = request;
    this.hash = hash;
    this.signatures = signatures;
    this.summed = summed;
    this.length = length;
  }

  /**
   * The body of a request.
   *
   * @param hash what the signature says of the body, or null where there is no signature
   * @param signatures by which chunks are verified; null where there is no signature
   * @param summed whether headers with checksums are about the body
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if the headers make no
   *     sense
   */
  public static HttpPayload of(
      AwsHttpRequest request,
      @Nullable String hash,
      @Nullable ChunkSignatures signatures,
      boolean summed) {
    var declared = hash == null ? request.header("X-Amz-Content-Sha256") : hash;
    var known = declared == null ? UNSIGNED : declared;
    var chunked = isChunked(known);
    if (!chunked && !known.equals(UNSIGNED) && known.length() != SHA256_HEX) {
      throw PayloadErrors.hashUnknown();
    }
    var signed = known.startsWith(CHUNKS_SIGNED);
    if (signed && signatures == null) {
      throw PayloadErrors.hashUnknown();
    }
    var length = length(request, chunked);
    if (chunked && length < 0) {
      throw PayloadErrors.lengthMissing();
    }
    return new HttpPayload(request, known, signed ? signatures : null, summed, length);
  }

  private static boolean isChunked(String hash) {
    return hash.equals(CHUNKS_SIGNED)
        || hash.equals(CHUNKS_SIGNED_TRAILER)
        || hash.equals(CHUNKS_TRAILER);
  }

  private static long length(AwsHttpRequest request, boolean chunked) {
    var text = request.header(chunked ? "X-Amz-Decoded-Content-Length" : "Content-Length");
    if (text == null) {
      return -1;
    }
    try {
      return Math.max(-1, Long.parseLong(text));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /**
   * Returns if the content may be kept by an operation that takes one.
   *
   * @param most bytes
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if the content is larger,
   *     or the client does not say how large it is
   */
  public HttpPayload requireLength(long most) {
    if (length < 0) {
      throw PayloadErrors.lengthMissing();
    }
    if (length > most) {
      throw PayloadErrors.tooLarge();
    }
    return this;
  }

  /** Whether the body comes in chunks, so that its headers speak of the framing. */
  public boolean chunked() {
    return isChunked(hash);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Map<String, String> checksums() {
    return Map.copyOf(verified);
  }

  @Override
  public Set<String> checksumAlgorithms() {
    var names = new TreeSet<String>();
    for (var algorithm : Algorithm.values()) {
      if ((summed && request.header(algorithm.header()) != null)
          || announced().contains(algorithm)) {
        names.add(algorithm.name());
      }
    }
    return names;
  }

  @Override
  public InputStream open() throws IOException {
    var md5 = request.header("Content-MD5");
    if (md5 != null && !isBase64(md5)) {
      throw PayloadErrors.md5Invalid();
    }
    var sha256 = hash.length() == SHA256_HEX ? hash : null;
    if (!chunked()) {
      var expected = new VerifiedStream.Expected(length, sha256, md5, inHeaders());
      return new VerifiedStream(request.body(), expected, verified);
    }
    var content = new ChunkedStream(request.body(), signatures);
    var sums = inHeaders();
    inTrailers(content).forEach(sums::putIfAbsent);
    return new VerifiedStream(
        content, new VerifiedStream.Expected(length, null, md5, sums), verified);
  }

  private Map<Algorithm, Function<String, @Nullable String>> inHeaders() {
    var sums = new EnumMap<Algorithm, Function<String, @Nullable String>>(Algorithm.class);
    for (var algorithm : Algorithm.values()) {
      var value = summed ? request.header(algorithm.header()) : null;
      if (value != null) {
        if (!isBase64(value)) {
          throw PayloadErrors.checksumInvalid(algorithm.header());
        }
        sums.put(algorithm, _ -> value);
      }
    }
    return sums;
  }

  private Map<Algorithm, Function<String, @Nullable String>> inTrailers(ChunkedStream content) {
    var sums = new EnumMap<Algorithm, Function<String, @Nullable String>>(Algorithm.class);
    announced().forEach(algorithm -> sums.put(algorithm, content.trailers()::get));
    return sums;
  }

  /** The algorithms of the checksums that follow the chunks. */
  private Set<Algorithm> announced() {
    var algorithms = EnumSet.noneOf(Algorithm.class);
    var header = chunked() ? request.header("X-Amz-Trailer") : null;
    if (header != null) {
      for (var name : header.split(",", -1)) {
        var algorithm = Algorithm.ofHeader(name.strip());
        if (algorithm != null) {
          algorithms.add(algorithm);
        }
      }
    }
    return algorithms;
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
