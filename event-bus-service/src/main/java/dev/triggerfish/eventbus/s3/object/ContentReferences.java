package dev.triggerfish.eventbus.s3.object;

/** Who still needs content; it is kept as long as any bean of this type does. */
public interface ContentReferences {

  /**
   * Whether anything refers to it.
   *
   * @param sha256 its name
   */
  boolean usesContent(String sha256);
}
