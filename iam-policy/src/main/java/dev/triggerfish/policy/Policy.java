package dev.triggerfish.policy;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A parsed policy document. Immutable; two are equal if their documents are, letter by letter.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar</a>
 */
public final class Policy {

  private final String document;
  private final List<Statement> statements;

  private Policy(String document, RawPolicy raw) {
    this.document = document;
    this.statements = Statement.all(raw);
  }

  /** The document as it was given. */
  public String document() {
    return document;
  }

  /**
   * Parses a document that was accepted before, or whose kind does not matter. What cannot be
   * evaluated is refused all the same. A document without statements allows and denies nothing.
   *
   * @param document JSON, at most 131,072 characters
   * @throws MalformedPolicyException if it is no policy; the message is AWS's
   */
  public static Policy parse(String document) {
    return new Policy(document, new RawPolicyReader(new PolicyMessages(null)).read(document));
  }

  /**
   * Parses a document that a client gave, by the grammar of its kind. Quotas on sizes, and whether
   * principals exist, are the caller's to check.
   *
   * @param document JSON, at most 131,072 characters
   * @param kind what it is to be attached to
   * @throws MalformedPolicyException if it is no policy of that kind; the message is AWS's
   */
  public static Policy parse(String document, PolicyKind kind) {
    PolicyMessages messages = new PolicyMessages(kind);
    RawPolicy raw = new RawPolicyReader(messages).read(document);
    if (raw.statements().isEmpty()) {
      throw messages.noStatement();
    }
    switch (kind) {
      case IDENTITY, BOUNDARY, SESSION -> IdentityGrammar.check(raw, kind);
      case TRUST -> TrustGrammar.check(raw);
      case RESOURCE -> ResourceGrammar.check(raw);
    }
    return new Policy(document, raw);
  }

  /**
   * The ARNs that its {@code Principal} and {@code NotPrincipal} elements name, for a caller that
   * checks whether they exist. Accounts by number and unique ids are not among them.
   */
  public List<String> principalArns() {
    return statements.stream()
        .map(Statement::principals)
        .filter(Objects::nonNull)
        .flatMap(principals -> principals.arns().stream())
        .distinct()
        .sorted()
        .toList();
  }

  List<Statement> statements() {
    return statements;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Policy policy && policy.document.equals(document);
  }

  @Override
  public int hashCode() {
    return document.hashCode();
  }

  @Override
  public String toString() {
    return document;
  }
}
