package dev.triggerfish.iam.principal;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.policy.Principal;
import org.jspecify.annotations.Nullable;

/** The user that a request means: where it names none, the one who calls. */
public final class UserName {

  private UserName() {}

  /** The name in the request, or the caller's. */
  public static String of(@Nullable String requested, Caller caller) {
    if (requested != null) {
      return requested;
    }
    if (caller.principal() instanceof Principal.User user) {
      return user.name();
    }
    throw IamErrors.userNameNeeded();
  }
}
