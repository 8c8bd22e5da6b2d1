package dev.triggerfish.aws.web;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.RequestOrigin;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as Tomcat has it. Nothing here may touch request parameters: that would swallow a form
 * body, which the signature and the Query protocol need.
 */
public record ServletAwsRequest(HttpServletRequest servlet, String rawPath, RequestOrigin origin)
    implements AwsHttpRequest {

  /**
   * Set by the gateway on what it passes on for functions. Anyone may set it: it takes rights away
   * and gives none.
   */
  public static final String ORIGIN = "X-Triggerfish-Origin";

  static ServletAwsRequest of(HttpServletRequest servlet, RequestOrigin door) {
    var origin = servlet.getHeader(ORIGIN) == null ? door : RequestOrigin.ENVIRONMENT;
    var hidden = (String) servlet.getAttribute(RawTargetProtocol.RAW_PATH);
    return new ServletAwsRequest(
        servlet, hidden == null ? servlet.getRequestURI() : hidden, origin);
  }

  @Override
  public String method() {
    return servlet.getMethod();
  }

  @Override
  public @Nullable String rawQuery() {
    return servlet.getQueryString();
  }

  @Override
  public @Nullable String header(String name) {
    return servlet.getHeader(name);
  }

  @Override
  public List<String> headers(String name) {
    return Collections.list(servlet.getHeaders(name));
  }

  @Override
  public Collection<String> headerNames() {
    return Collections.list(servlet.getHeaderNames());
  }

  @Override
  public String scheme() {
    return servlet.getScheme();
  }

  @Override
  public String remoteAddress() {
    return servlet.getRemoteAddr();
  }

  @Override
  public InputStream body() throws IOException {
    return servlet.getInputStream();
  }
}
