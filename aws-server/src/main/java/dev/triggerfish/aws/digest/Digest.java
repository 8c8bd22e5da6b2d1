package dev.triggerfish.aws.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digests that AWS's protocols and our stores use. Every Java has them. */
public enum Digest {
  /** 16 bytes; for ETags and {@code Content-MD5}, never where forgery matters. */
  MD5("MD5"),
  /** 20 bytes; for S3's checksums. */
  SHA1("SHA-1"),
  /** 32 bytes. */
  SHA256("SHA-256"),
  /** 64 bytes. */
  SHA512("SHA-512");

  // Never fed: looking for a provider takes longer than hashing what most requests have.
  @SuppressWarnings("ImmutableEnumChecker")
  private final MessageDigest empty;

  Digest(String name) {
    try {
      empty = MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has " + name, e);
    }
  }

  /** A new digest of nothing yet, for one use by one thread. */
  public MessageDigest begin() {
    try {
      return (MessageDigest) empty.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The digest of bytes. */
  public byte[] of(byte[] bytes) {
    return begin().digest(bytes);
  }

  /** The digest of a text in UTF-8. */
  public byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of bytes, hexadecimal in lower case. */
  public String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }

  /** The digest of a text in UTF-8, hexadecimal in lower case. */
  public String hex(String text) {
    return HexFormat.of().formatHex(of(text));
  }
}
