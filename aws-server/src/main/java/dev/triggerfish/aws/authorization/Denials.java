package dev.triggerfish.aws.authorization;

import dev.triggerfish.policy.AccessRequest;
import dev.triggerfish.policy.Decision;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last denials of this process, whole. */
final class Denials {

  /** Enough to see what a test run has met; beyond that the oldest go. */
  static final int MOST = 1_000;

  private final Deque<Denial> last = new ArrayDeque<>();

  synchronized void add(Denial denial) {
    if (last.size() == MOST) {
      last.removeLast();
    }
    last.addFirst(denial);
  }

  /** The newest first. */
  synchronized List<Denial> all() {
    return List.copyOf(last);
  }

  /**
   * One request that was denied, or would have been.
   *
   * @param time platform time
   * @param denied false in audit mode, where the request went on
   * @param principal its ARN
   * @param calledVia the service that called in the principal's place, such as {@code
   *     lambda.amazonaws.com}; null if nobody did
   * @param reason which statement denies it, or what is missing
   * @param missingStatement JSON of the smallest statement that would grant it; null where one
   *     denies it
   */
  record Denial(
      Instant time,
      boolean denied,
      String principal,
      @Nullable String calledVia,
      String action,
      String resource,
      String reason,
      @Nullable String missingStatement) {

    static Denial of(AccessRequest request, Decision decision, Instant time, boolean denied) {
      var via = request.context().getOrDefault(RequestContext.CALLED_VIA, List.of());
      return new Denial(
          time,
          denied,
          request.principal().arn(),
          via.isEmpty() ? null : via.getLast(),
          request.action(),
          request.resource(),
          decision.explanation(request),
          decision.grantingStatement(request));
    }
  }
}
