package dev.triggerfish.aws.web;

import dev.triggerfish.aws.pipeline.AwsPipeline;
import dev.triggerfish.aws.pipeline.AwsPipeline.Opened;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Spring Security's part of an AWS request: who calls. A request that is not signed well ends here
 * with AWS's error; one for a service that lives elsewhere is passed on untouched, to be verified
 * there.
 */
final class AwsAuthenticationFilter implements Filter {

  static final String OPENED = "triggerfish.opened";

  private final AwsPipeline pipeline;
  private final RequestOrigins origins;

  AwsAuthenticationFilter(AwsPipeline pipeline, RequestOrigins origins) {
    this.pipeline = pipeline;
    this.origins = origins;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      chain.doFilter(request, response);
      return;
    }
    var http = (HttpServletRequest) request;
    var aws = origins.request(http);
    switch (pipeline.open(aws)) {
      case Opened.Answered answered ->
          ResponseWriter.write(answered.response(), (HttpServletResponse) response);
      case Opened.Elsewhere elsewhere -> {
        request.setAttribute(OPENED, elsewhere);
        chain.doFilter(request, response);
      }
      case Opened.Accepted accepted -> {
        SecurityContextHolder.setContext(
            new SecurityContextImpl(new CallerAuthentication(accepted.caller())));
        request.setAttribute(OPENED, accepted);
        chain.doFilter(request, response);
      }
    }
  }
}
