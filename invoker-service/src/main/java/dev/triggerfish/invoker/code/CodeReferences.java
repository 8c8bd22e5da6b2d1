package dev.triggerfish.invoker.code;

/** Who still needs a deployment package. */
public interface CodeReferences {

  /** Whether any function refers to it. */
  boolean usesCode(String sha256);
}
