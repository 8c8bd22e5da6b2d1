package dev.triggerfish.aws.web;

import dev.triggerfish.aws.operation.Caller;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * A verified caller as Spring Security knows callers. The signature is the credential, and is not
 * kept.
 */
public final class CallerAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Caller caller;

  CallerAuthentication(Caller caller) {
    super(List.of());
    this.caller = caller;
    setAuthenticated(true);
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public String getName() {
    return caller.principal().arn();
  }
}
