package dev.triggerfish.logs.storage;

/** Operands of {@code like … escape '!'}. */
public final class LikePattern {

  private LikePattern() {}

  /** Names that start with a text. */
  public static String prefix(String text) {
    return escape(text) + "%";
  }

  /** Names that contain a text. */
  public static String containing(String text) {
    return "%" + escape(text) + "%";
  }

  private static String escape(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
