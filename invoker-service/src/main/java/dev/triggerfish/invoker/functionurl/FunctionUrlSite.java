package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.pipeline.RequestId;
import dev.triggerfish.aws.proxyevent.BodyTooLargeException;
import dev.triggerfish.aws.proxyevent.CorsPolicy;
import dev.triggerfish.aws.proxyevent.ProxyRequest;
import dev.triggerfish.aws.proxyevent.SiteAnswer;
import dev.triggerfish.aws.web.Site;
import dev.triggerfish.aws.web.SiteHandler;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Answers requests to function URLs: preflights by itself, others by their functions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking
 *     function URLs</a>
 */
final class FunctionUrlSite implements SiteHandler {

  /** Bytes of a request's body, and of the event that is made of it. */
  static final int PAYLOAD_LIMIT = 6_291_456;

  private final FunctionUrls urls;
  private final FunctionUrlAccess access;
  private final FunctionUrlInvoker invoker;

  FunctionUrlSite(FunctionUrls urls, FunctionUrlAccess access, FunctionUrlInvoker invoker) {
    this.urls = urls;
    this.access = access;
    this.invoker = invoker;
  }

  @Override
  public String kind() {
    return Site.LAMBDA_URL;
  }

  @Override
  public void handle(Site site, AwsHttpRequest request, HttpServletResponse response)
      throws IOException {
    var requestId = RequestId.next();
    answer(site, request, requestId).with("x-amzn-RequestId", requestId).writeTo(response);
  }

  private SiteAnswer answer(Site site, AwsHttpRequest request, String requestId)
      throws IOException {
    var url = urls.find(site.id());
    if (url == null) {
      return FunctionUrlAnswers.unknown();
    }
    try {
      return admitAndInvoke(url, request, site.rawPath(), requestId);
    } catch (NotAdmittedException e) {
      return FunctionUrlAnswers.forbidden();
    } catch (BodyTooLargeException e) {
      return FunctionUrlAnswers.tooLarge(PAYLOAD_LIMIT);
    } catch (AwsServiceException e) {
      return FunctionUrlAnswers.error(e);
    }
  }

  private SiteAnswer admitAndInvoke(
      FunctionUrl url, AwsHttpRequest request, String rawPath, String requestId)
      throws IOException, NotAdmittedException {
    var read = ProxyRequest.read(request, rawPath, PAYLOAD_LIMIT);
    var cors = url.corsRules();
    if (cors != null && CorsPolicy.isPreflight(read)) {
      return cors.preflight(read);
    }
    var authorizer = access.admit(url, request, read.body(), requestId);
    var answer = invoker.invoke(url, read, request.scheme(), authorizer, requestId);
    return cors == null ? answer : cors.applyTo(answer, read);
  }
}
