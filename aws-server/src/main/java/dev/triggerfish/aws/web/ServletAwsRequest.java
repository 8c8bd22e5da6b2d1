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
public final class ServletAwsRequest implements AwsHttpRequest {

  /**
   * Set by the gateway on what it passes on for functions. Anyone may set it: it takes rights away
   * and gives none.
   */
  public static final String ORIGIN = "X-Triggerfish-Origin";

  private final HttpServletRequest servlet;
  private final String rawPath;
  private final RequestOrigin origin;
  private final RequestOrigins origins;

  ServletAwsRequest(
      HttpServletRequest servlet, String rawPath, RequestOrigin origin, RequestOrigins origins) {
    this.servlet = servlet;
    this.rawPath = rawPath;
    this.origin = origin;
    this.origins = origins;
  }

  static String rawPath(HttpServletRequest servlet) {
    var hidden = (String) servlet.getAttribute(RawTargetProtocol.RAW_PATH);
    return hidden == null ? servlet.getRequestURI() : hidden;
  }

  @Override
  public String rawPath() {
    return rawPath;
  }

  @Override
  public RequestOrigin origin() {
    return origin;
  }

  @Override
  public boolean fromEnvironment() {
    return origin == RequestOrigin.ENVIRONMENT || origins.fromEnvironment(servlet);
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
  public String protocol() {
    return servlet.getProtocol();
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
