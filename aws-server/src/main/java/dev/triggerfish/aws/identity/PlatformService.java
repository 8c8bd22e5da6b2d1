package dev.triggerfish.aws.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The services of this platform, as which of AWS's services each may speak, and in which others it
 * may act as its callers.
 */
public enum PlatformService {
  EVENT_BUS(
      "event-bus",
      List.of(
          "s3.amazonaws.com", "sns.amazonaws.com", "sqs.amazonaws.com", "dynamodb.amazonaws.com")),
  GATEWAY("gateway", List.of("apigateway.amazonaws.com")),
  IAM("iam", List.of("iam.amazonaws.com")),
  /** Lambda reads code from S3 as whoever gives it to a function. */
  INVOKER("invoker", List.of("lambda.amazonaws.com"), List.of("s3")),
  LOGS("logs", List.of("logs.amazonaws.com"));

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that nobody can change.
  private final List<String> principals;

  @SuppressWarnings("ImmutableEnumChecker") // As above.
  private final List<String> forwardsTo;

  PlatformService(String id, List<String> principals) {
    this(id, principals, List.of());
  }

  PlatformService(String id, List<String> principals, List<String> forwardsTo) {
    this.id = id;
    this.principals = principals;
    this.forwardsTo = forwardsTo;
  }

  /** As in configuration. */
  public String id() {
    return id;
  }

  /** As whom it may speak; the first is as whom its key is authenticated. */
  public List<String> principals() {
    return principals;
  }

  /** The service with an id. */
  public static Optional<PlatformService> of(String id) {
    return Arrays.stream(values()).filter(service -> service.id.equals(id)).findAny();
  }

  /**
   * Whether who is authenticated as one service principal may speak as another.
   *
   * @param authenticated such as {@code s3.amazonaws.com}, from the signature
   * @param claimed such as {@code sns.amazonaws.com}, from a header
   */
  public static boolean maySpeakAs(String authenticated, String claimed) {
    return Arrays.stream(values())
        .anyMatch(
            service ->
                service.principals.getFirst().equals(authenticated)
                    && service.principals.contains(claimed));
  }

  /**
   * The services, such as {@code s3}, in which a service may act as whoever has called it, in
   * forward access sessions: there it is believed who that is.
   *
   * @param principal such as {@code lambda.amazonaws.com}, as which it speaks
   */
  public static List<String> forwardsTo(String principal) {
    return Arrays.stream(values())
        .filter(service -> service.principals.contains(principal))
        .findAny()
        .map(service -> service.forwardsTo)
        .orElse(List.of());
  }
}
