package dev.triggerfish.aws.web;

import dev.triggerfish.aws.http.BucketHost;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses hosts that are not ours. A page in a browser can have its own name resolve to 127.0.0.1
 * (DNS rebinding); the Host header then still holds that name.
 */
final class HostFilter implements Filter {

  private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");
  private static final List<String> SUFFIXES = List.of(".localhost", ".localhost.localstack.cloud");

  private final List<String> more;

  HostFilter(List<String> more) {
    this.more = more.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var host = ((HttpServletRequest) request).getHeader("Host");
    if (accepted(host)) {
      chain.doFilter(request, response);
    } else {
      refuse((HttpServletResponse) response);
    }
  }

  boolean accepted(@Nullable String header) {
    if (header == null || header.isEmpty()) {
      return false;
    }
    var host = withoutPort(header.toLowerCase(Locale.ROOT));
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.equals("localhost.localstack.cloud")
        || LOOPBACK.matcher(host).matches()
        || SUFFIXES.stream().anyMatch(host::endsWith)
        || more.contains(host)
        || (host.endsWith(".amazonaws.com") && BucketHost.isS3(host)); // No attacker's to resolve.
  }

  private static String withoutPort(String host) {
    var bracket = host.indexOf(']');
    var colon = host.indexOf(':', Math.max(0, bracket));
    return colon < 0 ? host : host.substring(0, colon);
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType("application/json");
    response
        .getOutputStream()
        .write(
            "{\"message\":\"This host name is not served. Use localhost, or add the name to triggerfish.hosts.\"}"
                .getBytes(StandardCharsets.UTF_8));
  }
}
