package dev.triggerfish.gateway.site;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.pipeline.CallerAuthenticator;
import dev.triggerfish.aws.pipeline.RequestId;
import dev.triggerfish.aws.proxyevent.ProxyAuthorizer;
import dev.triggerfish.aws.signature.RequestSignature;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Who may call routes of authorization type {@code AWS_IAM}. HTTP APIs do not tell callers why they
 * may not; the log and the denials do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html">IAM
 *     authorization</a>
 */
final class ApiAccess {

  private static final Logger log = LoggerFactory.getLogger(ApiAccess.class);
  private static final String SIGNING_NAME = "execute-api";
  private static final String INVOKE = "execute-api:Invoke";

  private final CallerAuthenticator authenticator;
  private final Authorizer authorizer;

  ApiAccess(CallerAuthenticator authenticator, Authorizer authorizer) {
    this.authenticator = authenticator;
    this.authorizer = authorizer;
  }

  /**
   * Lets a caller in.
   *
   * @param resource {@code execute-api} ARN of what is called
   * @return what the event says of the caller; null if the caller may not
   */
  @Nullable ProxyAuthorizer admit(
      ServedApi api, Arn resource, AwsHttpRequest request, byte[] body) {
    try {
      var signature = RequestSignature.of(request);
      if (signature == null
          || !signature.scope().service().equals(SIGNING_NAME)
          || !signature.scope().region().equals(api.region())) {
        log.info("{} was called without a signature for it", resource);
        return null;
      }
      var caller = authenticator.authenticate(request, signature, body, RequestId.next());
      authorizer.require(caller, INVOKE, resource.toString(), Map.of());
      return ProxyAuthorizer.Iam.of(caller, signature);
    } catch (AwsServiceException e) {
      log.info("{} refused: {}", resource, e.getMessage());
      return null;
    }
  }
}
