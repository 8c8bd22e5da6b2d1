package dev.triggerfish.iam.signing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Root users' keys.
 *
 * @param rootKeys whether {@code test} and 12-digit access keys, each with the secret {@code test},
 *     are root users' keys
 * @param rootAccessKeyId a further key of the default account's root user, or null
 * @param rootSecretAccessKey its secret
 */
@ConfigurationProperties("triggerfish.iam")
record IamProperties(
    @DefaultValue("true") boolean rootKeys,
    @Nullable String rootAccessKeyId,
    @Nullable String rootSecretAccessKey) {

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "IamProperties[rootKeys=" + rootKeys + ", rootAccessKeyId=" + rootAccessKeyId + "]";
  }
}
