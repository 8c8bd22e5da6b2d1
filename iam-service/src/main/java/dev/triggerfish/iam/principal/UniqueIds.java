package dev.triggerfish.iam.principal;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * IAM's <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">unique
 * ids</a> and secrets. Ids of access keys hold their account, as AWS's do: 40 of the first 48 bits.
 */
public final class UniqueIds {

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int ACCOUNT_SHIFT = 7;
  private static final long ACCOUNT_MASK = (1L << 40) - 1;
  private static final RandomGenerator RANDOM = new SecureRandom();

  private UniqueIds() {}

  /** 21 characters. */
  public static String entity(String prefix) {
    return prefix + random(BASE32, 17);
  }

  /**
   * 20 characters.
   *
   * @param prefix {@code AKIA} or {@code ASIA}
   */
  public static String accessKey(String prefix, String accountId) {
    var head = (1L << 47) | (Long.parseLong(accountId) << ACCOUNT_SHIFT) | RANDOM.nextLong(128);
    // 16 characters are 80 bits: these 48, and 32 random ones, of which 2 share a character.
    var text = new StringBuilder(prefix);
    for (var shift = 43; shift >= 3; shift -= 5) {
      text.append(BASE32.charAt((int) (head >>> shift) & 31));
    }
    text.append(BASE32.charAt(((int) (head & 7) << 2) | RANDOM.nextInt(4)));
    return text.append(random(BASE32, 6)).toString();
  }

  /** The account in an access key's id, if it has the form of one. */
  public static Optional<String> accountOf(String accessKeyId) {
    if (!accessKeyId.matches("A[KS]IA[A-Z2-7]{16}")) {
      return Optional.empty();
    }
    var head = 0L;
    for (var at = 4; at < 14; at++) {
      head = head << 5 | BASE32.indexOf(accessKeyId.charAt(at));
    }
    var account = head >>> 2 >>> ACCOUNT_SHIFT & ACCOUNT_MASK;
    return Optional.of(String.format(Locale.ROOT, "%012d", account));
  }

  /** 40 characters. */
  public static String secret() {
    return random(SECRET, 40);
  }

  private static String random(String alphabet, int length) {
    var text = new StringBuilder(length);
    for (var i = 0; i < length; i++) {
      text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
