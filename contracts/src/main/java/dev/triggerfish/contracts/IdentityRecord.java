package dev.triggerfish.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One piece of the identity state that iam-service publishes on {@link Topics#IDENTITY}, so that
 * every service can decide locally. It never holds a secret.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = IdentityRecord.PrincipalRecord.class, name = "principal"),
  @JsonSubTypes.Type(value = IdentityRecord.ManagedPolicyRecord.class, name = "policy"),
  @JsonSubTypes.Type(value = IdentityRecord.AccessKeyRecord.class, name = "key"),
  @JsonSubTypes.Type(value = IdentityRecord.Marker.class, name = "marker")
})
public sealed interface IdentityRecord {

  /** The Kafka key: what a later record of the same key replaces. */
  @JsonIgnore
  String key();

  /**
   * A user or a role.
   *
   * @param id the unique id, {@code AIDA…} or {@code AROA…}; what sessions and keys refer to
   * @param arn of the user or role
   * @param accountId 12 digits
   * @param inlinePolicies documents by policy name
   * @param attachedPolicies ARNs of managed policies
   * @param permissionsBoundary ARN of a managed policy, if one is set
   * @param tags for {@code aws:PrincipalTag}
   */
  record PrincipalRecord(
      String id,
      String arn,
      String accountId,
      Map<String, String> inlinePolicies,
      List<String> attachedPolicies,
      @Nullable String permissionsBoundary,
      Map<String, String> tags)
      implements IdentityRecord {

    /** The Kafka key of the principal with this unique id. */
    public static String key(String id) {
      return "principal/" + id;
    }

    @Override
    public String key() {
      return key(id);
    }
  }

  /**
   * A managed policy, with the document of its default version.
   *
   * @param arn of the policy
   * @param document the default version's JSON
   */
  record ManagedPolicyRecord(String arn, String document) implements IdentityRecord {

    /** The Kafka key of the managed policy with this ARN. */
    public static String key(String arn) {
      return "policy/" + arn;
    }

    @Override
    public String key() {
      return key(arn);
    }
  }

  /**
   * A user's long-term access key, without its secret. A key that is deleted or made inactive stops
   * working in every service as soon as this record has reached it.
   *
   * @param accessKeyId {@code AKIA…}
   * @param principalId the user's unique id
   * @param active whether it may be used
   */
  record AccessKeyRecord(String accessKeyId, String principalId, boolean active)
      implements IdentityRecord {

    /** The Kafka key of the access key with this id. */
    public static String key(String accessKeyId) {
      return "key/" + accessKeyId;
    }

    @Override
    public String key() {
      return key(accessKeyId);
    }
  }

  /**
   * Says nothing about identities: written by iam-service when it starts, so that the position that
   * it reports is the offset of a record of its own.
   *
   * @param instance of iam-service
   */
  record Marker(String instance) implements IdentityRecord {
    @Override
    public String key() {
      return "marker";
    }
  }
}
