package dev.triggerfish.logs.logevent;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.logs.loggroup.LogArns;
import dev.triggerfish.logs.loggroup.LogGroup;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The right that asking for unmasked events takes. Nothing is masked: no policy can ask for it. */
final class Unmasking {

  private final Authorizer authorizer;

  Unmasking(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  void require(@Nullable Boolean unmask, LogGroup group, Caller caller) {
    if (Boolean.TRUE.equals(unmask)) {
      authorizer.require(
          caller,
          "logs:Unmask",
          LogArns.authorizedGroup(group.region(), group.accountId(), group.name()),
          Map.of());
    }
  }
}
