package dev.triggerfish.iam.policy;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.contracts.IdentityRecord;
import dev.triggerfish.contracts.IdentityRecord.ManagedPolicyRecord;
import dev.triggerfish.iam.replication.IdentityStateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The policies that AWS provides in every account, as far as they matter here; each with its
 * default version alone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS</a>
 */
final class AwsManagedPolicies implements IdentityStateSource {

  private static final String FILE = "/iam/aws-managed-policies.json";

  private final Map<String, ManagedPolicy> policies = new LinkedHashMap<>();
  private final Map<String, PolicyVersion> versions = new LinkedHashMap<>();

  AwsManagedPolicies() {
    try (var file = AwsManagedPolicies.class.getResourceAsStream(FILE)) {
      var all = JsonMapper.shared().readValue(Objects.requireNonNull(file, FILE), Entry[].class);
      List.of(all).forEach(this::add);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + FILE, unreadable);
    }
  }

  private void add(Entry entry) {
    var policy =
        new ManagedPolicy(
            id(entry.name()),
            ManagedPolicy.AWS,
            entry.name(),
            entry.path(),
            entry.description(),
            Map.of(),
            entry.created(),
            entry.updated(),
            entry.version(),
            entry.version());
    policies.put(policy.arn(), policy);
    versions.put(
        policy.arn(),
        new PolicyVersion(entry.version(), entry.document().toString(), entry.updated()));
  }

  Optional<ManagedPolicy> find(String arn) {
    return Optional.ofNullable(policies.get(arn));
  }

  Collection<ManagedPolicy> all() {
    return policies.values();
  }

  List<PolicyVersion> versions(String arn) {
    return Optional.ofNullable(versions.get(arn)).map(List::of).orElse(List.of());
  }

  @Override
  public Stream<IdentityRecord> identityRecords() {
    return versions.entrySet().stream()
        .map(each -> new ManagedPolicyRecord(each.getKey(), each.getValue().document()));
  }

  @Override
  public boolean builtIn() {
    return true;
  }

  /** Computes an ID that is the same at every start, since it is not stored. */
  private static String id(String name) {
    var text = new BigInteger(1, Digest.SHA256.of(name)).toString(32).toUpperCase(Locale.ROOT);
    return "ANPA"
        + text.substring(0, 17)
            .replace('0', 'W')
            .replace('1', 'X')
            .replace('8', 'Y')
            .replace('9', 'Z');
  }

  private record Entry(
      String name,
      String path,
      int version,
      Instant created,
      Instant updated,
      String description,
      JsonNode document) {}
}
