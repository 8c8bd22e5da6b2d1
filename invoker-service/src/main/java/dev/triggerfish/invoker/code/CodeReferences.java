package dev.triggerfish.invoker.code;

/** Who still needs a deployment package; it is kept as long as any bean of this type does. */
public interface CodeReferences {

  /** Whether anything refers to it. */
  boolean usesCode(String sha256);
}
