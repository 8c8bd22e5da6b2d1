package dev.triggerfish.policy;

/**
 * A parsed policy document. Immutable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar</a>
 */
public final class Policy {

  private final String document;

  private Policy(String document) {
    this.document = document;
  }

  /** The document as it was given. */
  public String document() {
    return document;
  }

  /**
   * Parses a document.
   *
   * @param document JSON
   * @throws MalformedPolicyException if it is no policy; the message is AWS's
   */
  public static Policy parse(String document) {
    return new Policy(document);
  }
}
