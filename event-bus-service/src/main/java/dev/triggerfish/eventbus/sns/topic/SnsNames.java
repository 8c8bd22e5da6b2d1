package dev.triggerfish.eventbus.sns.topic;

/** What SNS's names are made of. */
public final class SnsNames {

  private SnsNames() {}

  /** A letter or digit of ASCII, {@code _} or {@code -}. */
  public static boolean isNameCharacter(int c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }
}
