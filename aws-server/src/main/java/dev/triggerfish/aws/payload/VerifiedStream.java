package dev.triggerfish.aws.payload;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.payload.PayloadChecksum.Algorithm;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A content that is compared, at its end, with what the client has said of it. */
final class VerifiedStream extends FilterInputStream {

  /**
   * What the client has said.
   *
   * @param length in bytes, or -1
   * @param sha256 in hex, or null
   * @param md5 in Base64, or null
   * @param sums headers, and trailing headers, that give checksums: each is asked for by its
   *     algorithm once the content has ended
   */
  record Expected(
      long length,
      @Nullable String sha256,
      @Nullable String md5,
      Map<Algorithm, Function<String, @Nullable String>> sums) {}

  private final Expected expected;
  private final @Nullable MessageDigest sha256;
  private final @Nullable MessageDigest md5;
  private final Map<Algorithm, PayloadChecksum> sums = new EnumMap<>(Algorithm.class);
  private final Map<String, String> verified;
  private long count;
  private boolean ended;

  /**
   * @param verified is given the checksums once they have been found right
   */
  VerifiedStream(InputStream in, Expected expected, Map<String, String> verified) {
    super(in);
    this.expected = expected;
    this.verified = verified;
    sha256 = expected.sha256 == null ? null : Digest.SHA256.begin();
    md5 = expected.md5 == null ? null : Digest.MD5.begin();
    expected.sums.keySet().forEach(of -> sums.put(of, PayloadChecksum.of(of)));
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    var read = in.read(target, offset, length);
    if (read > 0) {
      add(target, offset, read);
    } else if (read < 0 && !ended) {
      verify();
      ended = true;
    }
    return read;
  }

  private void add(byte[] content, int offset, int length) {
    count += length;
    if (expected.length >= 0 && count > expected.length) {
      throw PayloadErrors.incomplete();
    }
    if (sha256 != null) {
      sha256.update(content, offset, length);
    }
    if (md5 != null) {
      md5.update(content, offset, length);
    }
    sums.values().forEach(sum -> sum.update(content, offset, length));
  }

  private void verify() {
    if (expected.length >= 0 && count != expected.length) {
      throw PayloadErrors.incomplete();
    }
    if (sha256 != null
        && !HexFormat.of()
            .formatHex(sha256.digest())
            .equals(String.valueOf(expected.sha256).toLowerCase(Locale.ROOT))) {
      throw PayloadErrors.hashDiffers();
    }
    verifyMd5();
    expected.sums.forEach(this::verifySum);
  }

  private void verifyMd5() {
    if (md5 == null || expected.md5 == null) {
      return;
    }
    var calculated = Base64.getEncoder().encodeToString(md5.digest());
    if (!calculated.equals(expected.md5)) {
      var meant = HexFormat.of().formatHex(Base64.getDecoder().decode(expected.md5));
      throw PayloadErrors.md5Differs(meant, calculated);
    }
  }

  private void verifySum(Algorithm algorithm, Function<String, @Nullable String> source) {
    var given = source.apply(algorithm.header());
    if (given == null) {
      throw PayloadErrors.trailerMalformed();
    }
    var sum = sums.get(algorithm);
    var computed = sum == null ? "" : sum.base64();
    if (!computed.equals(given)) {
      throw PayloadErrors.checksumDiffers(algorithm.name());
    }
    verified.put(algorithm.name(), computed);
  }

  /** Reads what it skips, so that it is verified too. */
  @Override
  public long skip(long n) throws IOException {
    var buffer = new byte[Math.clamp(n, 0, 8192)];
    return buffer.length == 0 ? 0 : Math.max(0, read(buffer, 0, buffer.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
