package dev.triggerfish.eventbus.s3.bucket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.Owner;

/** The names that S3 has for accounts: nothing in them can be read, but they stay the same. */
public final class S3Owner {

  private static final int PRINCIPAL_LENGTH = 13;

  private S3Owner() {}

  /** An account's canonical user ID, 64 hexadecimal digits. */
  public static String canonicalId(String accountId) {
    return HexFormat.of().formatHex(digest("canonical/" + accountId));
  }

  /** What events call an account: {@code A} and 13 letters and digits. */
  public static String principalId(String accountId) {
    return "A"
        + HexFormat.of()
            .formatHex(digest("principal/" + accountId))
            .substring(0, PRINCIPAL_LENGTH)
            .toUpperCase(Locale.ROOT);
  }

  /** The account as lists show it. */
  public static Owner of(String accountId) {
    return Owner.builder().id(canonicalId(accountId)).build();
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
