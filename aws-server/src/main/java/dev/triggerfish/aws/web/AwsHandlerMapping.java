package dev.triggerfish.aws.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Takes every request that the authentication filter has opened; the operation is known already.
 */
final class AwsHandlerMapping implements HandlerMapping, Ordered {

  private final HandlerExecutionChain handler;

  AwsHandlerMapping(HttpRequestHandler handler) {
    this.handler = new HandlerExecutionChain(handler);
  }

  @Override
  public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
    var opened = request.getAttribute(AwsAuthenticationFilter.OPENED) != null;
    // What has failed once is not done again on the way to the error's answer.
    return opened && request.getDispatcherType() != DispatcherType.ERROR ? handler : null;
  }

  @Override
  public boolean usesPathPatterns() {
    return true;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
