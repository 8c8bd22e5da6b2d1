package dev.triggerfish.aws.storage;

/** Text that clients choose freely, as both databases can store it. */
public final class StoredText {

  private StoredText() {}

  /** Replaces the character NUL, which PostgreSQL refuses, by the replacement character. */
  public static String of(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
