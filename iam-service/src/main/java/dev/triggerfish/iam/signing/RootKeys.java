package dev.triggerfish.iam.signing;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.policy.Principal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Access keys of root users: the well-known ones of a laptop, and one that is configured for
 * everything else.
 */
final class RootKeys {

  private static final String WELL_KNOWN = "test";
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final IamProperties properties;

  RootKeys(IamProperties properties) {
    this.properties = properties;
  }

  /**
   * A root user's key.
   *
   * @param principal the root user
   * @param secret of the key
   */
  record RootKey(Principal.Root principal, String secret) {}

  Optional<RootKey> find(String accessKeyId) {
    if (accessKeyId.equals(properties.rootAccessKeyId())
        && properties.rootSecretAccessKey() != null) {
      return Optional.of(key(Caller.DEFAULT_ACCOUNT, properties.rootSecretAccessKey()));
    }
    if (!properties.rootKeys()) {
      return Optional.empty();
    }
    if (accessKeyId.equals(WELL_KNOWN)) {
      return Optional.of(key(Caller.DEFAULT_ACCOUNT, WELL_KNOWN));
    }
    return ACCOUNT.matcher(accessKeyId).matches()
        ? Optional.of(key(accessKeyId, WELL_KNOWN))
        : Optional.empty();
  }

  private static RootKey key(String accountId, String secret) {
    return new RootKey(new Principal.Root(accountId), secret);
  }
}
