package dev.triggerfish.aws.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The services of this platform, each of which can be a process of its own. Which AWS services each
 * one owns is in the rows of {@link AwsService}.
 */
public enum PlatformService {
  GATEWAY("gateway", 4566, List.of()),
  IAM("iam", 4571, List.of()),
  INVOKER("invoker", 4572, List.of("code", "environments")),
  EVENT_BUS("event-bus", 4573, List.of("sns")),
  LOGS("logs", 4574, List.of("costs", "events"));

  private final String id;
  private final int port;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that nobody can change.
  private final List<String> pages;

  PlatformService(String id, int port, List<String> pages) {
    this.id = id;
    this.port = port;
    this.pages = pages;
  }

  /** As in configuration. */
  public String id() {
    return id;
  }

  /** Where it listens unless configuration says otherwise. */
  public int port() {
    return port;
  }

  /** What it alone has under {@code /_triggerfish}, and the gateway shows too. */
  public List<String> pages() {
    return pages;
  }

  /** As whom it may speak; the first is as whom its key is authenticated. */
  public List<String> principals() {
    return Objects.requireNonNull(Principals.OF.get(this));
  }

  /** Read when first asked for: the two catalogues name each other. */
  private static final class Principals {
    private static final Map<PlatformService, List<String>> OF =
        Arrays.stream(values())
            .collect(
                Collectors.toUnmodifiableMap(
                    service -> service,
                    service ->
                        service
                            .owned()
                            .map(AwsService::principal)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList()));
  }

  /** The AWS services that it owns. */
  private Stream<AwsService> owned() {
    return Arrays.stream(AwsService.values()).filter(service -> service.owner() == this);
  }

  /** The service with an ID. */
  public static Optional<PlatformService> of(String id) {
    return Arrays.stream(values()).filter(service -> service.id.equals(id)).findAny();
  }

  /** The service that may speak as a principal, such as {@code s3.amazonaws.com}. */
  public static Optional<PlatformService> speakingAs(String principal) {
    return Arrays.stream(values())
        .filter(service -> service.principals().contains(principal))
        .findAny();
  }

  /**
   * Whether who is authenticated as one service principal may speak as another.
   *
   * @param authenticated such as {@code s3.amazonaws.com}, from the signature
   * @param claimed such as {@code sns.amazonaws.com}, from a header
   */
  public static boolean maySpeakAs(String authenticated, String claimed) {
    return Arrays.stream(values())
        .map(PlatformService::principals)
        .anyMatch(names -> names.getFirst().equals(authenticated) && names.contains(claimed));
  }

  /**
   * The services, such as {@code s3}, in which a service may act as whoever has called it, in
   * forward access sessions: there it is believed who that is.
   *
   * @param principal such as {@code lambda.amazonaws.com}, as which it speaks
   */
  public static List<String> forwardsTo(String principal) {
    return Arrays.stream(AwsService.values())
        .filter(service -> principal.equals(service.principal()))
        .flatMap(service -> service.forwardsTo().stream())
        .toList();
  }
}
