package dev.triggerfish.aws.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who may use {@code /_triggerfish}: anyone on this machine may look, who holds the admin token may
 * change, and pages of other sites may do neither. Functions get only what AWS would serve them
 * from a place of its own: code by a signed link, and the certificates of notifications.
 */
final class AdminFilter implements Filter {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String BEARER = "Bearer ";

  private static final List<String> FOR_FUNCTIONS =
      List.of("/_triggerfish/code/", "/_triggerfish/sns/");

  private final @Nullable String token;
  private final Predicate<HttpServletRequest> fromFunction;

  /**
   * A filter.
   *
   * @param token that changes need; null waives it
   * @param fromFunction whether a function sends a request
   */
  AdminFilter(@Nullable String token, Predicate<HttpServletRequest> fromFunction) {
    this.token = token;
    this.fromFunction = fromFunction;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var http = (HttpServletRequest) request;
    if (isCrossSite(http)) {
      refuse(response, 403, "Pages of other sites may not use this endpoint.");
    } else if (!isForFunctions(http) && fromFunction.test(http)) {
      refuse(response, 403, "Functions may not use this endpoint.");
    } else if (READING.contains(http.getMethod()) || mayChange(http)) {
      chain.doFilter(request, response);
    } else {
      refuse(
          response,
          401,
          "This call needs the admin token: send 'Authorization: Bearer TOKEN' with the token that"
              + " './triggerfish token' prints, or start with --open-admin.");
    }
  }

  private static boolean isForFunctions(HttpServletRequest request) {
    return FOR_FUNCTIONS.stream().anyMatch(request.getRequestURI()::startsWith);
  }

  private static boolean isCrossSite(HttpServletRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    var origin = request.getHeader("Origin");
    return origin != null && !origin.equals("http://" + request.getHeader("Host"));
  }

  private boolean mayChange(HttpServletRequest request) {
    if (token == null || request.getRequestURI().startsWith("/_triggerfish/internal/")) {
      // Internal calls carry a signature of their own, which their handlers verify.
      return true;
    }
    var authorization = request.getHeader("Authorization");
    return authorization != null
        && authorization.startsWith(BEARER)
        && MessageDigest.isEqual(
            authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuse(ServletResponse response, int status, String message)
      throws IOException {
    ((HttpServletResponse) response).setStatus(status);
    response.setContentType("application/json");
    response
        .getOutputStream()
        .write(("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
  }
}
