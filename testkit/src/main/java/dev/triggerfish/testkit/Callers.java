package dev.triggerfish.testkit;

import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.policy.Principal;

/** Clients who call operations. */
public final class Callers {

  /** The account that is there by default. */
  public static final String ACCOUNT = "000000000000";

  private Callers() {}

  /** The root user of an account. */
  public static Caller root(String accountId, String region) {
    return of(new Principal.Root(accountId), accountId, region);
  }

  /** The root user of the default account in a region. */
  public static Caller root(String region) {
    return root(ACCOUNT, region);
  }

  /** Somebody else. */
  public static Caller of(Principal principal, String accountId, String region) {
    return new Caller(
        principal,
        accountId,
        region,
        "request-1",
        RequestOrigin.CLIENT,
        "192.0.2.7",
        null,
        null,
        "Root=1-5759e988-bd862e3fe1be46a994272793");
  }
}
