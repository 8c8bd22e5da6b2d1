package dev.triggerfish.aws.operation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Finds the ARN that a request is authorized on, where filling in {@link AwsOperation#resource()}
 * is not enough: Lambda takes function names in five forms, IAM's ARNs contain paths that requests
 * do not. One bean per service at most.
 */
public interface ResourceResolver {

  /** Id of the service whose operations this resolves, such as {@code lambda}. */
  String service();

  /**
   * The full ARN, or null to have the template filled in.
   *
   * @param template {@link AwsOperation#resource()}, never {@code *}
   * @param request validated
   * @param caller authenticated
   */
  @Nullable String resolve(String template, SdkRequest request, Caller caller);

  /**
   * Condition keys that an operation's request gives a value to, such as {@code sts:externalid}:
   * lower-case, with their values. They join the global ones when the operation is authorized.
   */
  default Map<String, List<String>> conditionKeys(SdkRequest request, Caller caller) {
    return Map.of();
  }
}
