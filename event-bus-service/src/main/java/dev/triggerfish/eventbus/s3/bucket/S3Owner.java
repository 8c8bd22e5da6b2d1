package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.digest.Digest;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.Owner;

/** The names that S3 has for accounts: nothing in them can be read, but they stay the same. */
public final class S3Owner {

  private static final int PRINCIPAL_LENGTH = 13;

  private S3Owner() {}

  /** An account's canonical user ID, 64 hexadecimal digits. */
  public static String canonicalId(String accountId) {
    return Digest.SHA256.hex("canonical/" + accountId);
  }

  /** What events call an account: {@code A} and 13 letters and digits. */
  public static String principalId(String accountId) {
    return "A"
        + Digest.SHA256
            .hex("principal/" + accountId)
            .substring(0, PRINCIPAL_LENGTH)
            .toUpperCase(Locale.ROOT);
  }

  /** The account as lists show it. */
  public static Owner of(String accountId) {
    return Owner.builder().id(canonicalId(accountId)).build();
  }
}
