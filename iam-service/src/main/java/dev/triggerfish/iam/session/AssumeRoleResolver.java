package dev.triggerfish.iam.session;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.iam.error.IamErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** Resolves the resource and the condition keys on which {@code AssumeRole} is authorized. */
final class AssumeRoleResolver implements ResourceResolver {

  @Override
  public String service() {
    return "sts";
  }

  /** AWS refuses what is no ARN before it asks whether the caller may. */
  @Override
  public @Nullable String resolve(String template, SdkRequest request, Caller caller) {
    if (!(request instanceof AssumeRoleRequest assume)) {
      return null;
    }
    var arn = Arn.parse(assume.roleArn());
    if (arn == null
        || arn.accountId().isEmpty()
        || !arn.service().equals("iam")
        || !arn.resource().startsWith("role/")) {
      throw IamErrors.validation(assume.roleArn() + " is invalid");
    }
    return assume.roleArn();
  }

  @Override
  public Map<String, List<String>> conditionKeys(SdkRequest request, Caller caller) {
    if (!(request instanceof AssumeRoleRequest assume)) {
      return Map.of();
    }
    var keys = new HashMap<String, List<String>>();
    keys.put("sts:rolesessionname", List.of(assume.roleSessionName()));
    if (assume.externalId() != null) {
      keys.put("sts:externalid", List.of(assume.externalId()));
    }
    return keys;
  }
}
