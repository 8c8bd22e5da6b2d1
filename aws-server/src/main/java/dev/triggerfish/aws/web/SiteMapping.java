package dev.triggerfish.aws.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/** Hands each site's requests to the handler of its kind. */
final class SiteMapping implements HandlerMapping, Ordered {

  private final Map<String, SiteHandler> handlers;
  private final RequestOrigins origins;

  SiteMapping(List<SiteHandler> handlers, RequestOrigins origins) {
    this.handlers =
        handlers.stream().collect(Collectors.toMap(SiteHandler::kind, Function.identity()));
    this.origins = origins;
  }

  /** The site that a request is for, or null. */
  static @Nullable Site site(HttpServletRequest request) {
    return Site.of(request.getHeader("Host"), ServletAwsRequest.rawPath(request));
  }

  @Override
  public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
    var site = request.getDispatcherType() == DispatcherType.ERROR ? null : site(request);
    if (site == null) {
      return null;
    }
    var handler = handlers.get(site.kind());
    HttpRequestHandler serving =
        handler == null
            ? (_, response) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)
            : (servlet, response) -> handler.handle(site, origins.request(servlet), response);
    return new HandlerExecutionChain(serving);
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
