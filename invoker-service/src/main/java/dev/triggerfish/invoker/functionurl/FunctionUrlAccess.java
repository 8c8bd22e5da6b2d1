package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.pipeline.CallerAuthenticator;
import dev.triggerfish.aws.proxyevent.ProxyAuthorizer;
import dev.triggerfish.aws.signature.RequestSignature;
import dev.triggerfish.policy.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;

/**
 * Who may call a URL. As for all URLs made since October 2025, two actions are needed: one for the
 * URL, and one for the function that it calls.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">Access to function
 *     URLs</a>
 */
final class FunctionUrlAccess {

  private static final String SIGNING_NAME = "lambda";

  private final CallerAuthenticator authenticator;
  private final Authorizer authorizer;

  FunctionUrlAccess(CallerAuthenticator authenticator, Authorizer authorizer) {
    this.authenticator = authenticator;
    this.authorizer = authorizer;
  }

  /**
   * Lets a caller in.
   *
   * @return what the event says of the caller; null if nobody asked who it is
   * @throws NotAdmittedException if the caller may not
   * @throws AwsServiceException AWS's error if the signature is not good
   */
  @Nullable ProxyAuthorizer admit(
      FunctionUrl url, AwsHttpRequest request, byte[] body, String requestId)
      throws NotAdmittedException {
    if (url.authType() == FunctionUrlAuthType.NONE) {
      requirePermission(url, anybody(url, request, requestId));
      return null;
    }
    var signature = signature(request);
    requireScope(url, signature);
    var caller = authenticator.authenticate(request, signature, body, requestId);
    requirePermission(url, caller);
    return ProxyAuthorizer.Iam.of(caller, signature);
  }

  /** Both are asked for even if the first is missing: a denial each says what to grant. */
  private void requirePermission(FunctionUrl url, Caller caller) throws NotAdmittedException {
    var authType = List.of(url.authType().toString());
    var address =
        allowed(
            caller,
            "lambda:InvokeFunctionUrl",
            url,
            Map.of("lambda:functionurlauthtype", authType));
    var function =
        allowed(
            caller,
            "lambda:InvokeFunction",
            url,
            Map.of(
                "lambda:functionurlauthtype",
                authType,
                "lambda:invokedviafunctionurl",
                List.of("true")));
    if (!address || !function) {
      throw new NotAdmittedException();
    }
  }

  private boolean allowed(
      Caller caller, String action, FunctionUrl url, Map<String, List<String>> context) {
    try {
      authorizer.require(caller, action, url.functionArn(), context);
      return true;
    } catch (AwsServiceException e) {
      if (e.statusCode() != 403) {
        throw e;
      }
      return false;
    }
  }

  private static Caller anybody(FunctionUrl url, AwsHttpRequest request, String requestId) {
    return new Caller(
        new Principal.Anonymous(),
        url.function().accountId(),
        url.function().region(),
        requestId,
        request.origin(),
        request.remoteAddress(),
        request.header("User-Agent"),
        null,
        request.header(Caller.TRACE_HEADER));
  }

  private static RequestSignature signature(AwsHttpRequest request) throws NotAdmittedException {
    var authorization = request.header("Authorization");
    var other = authorization != null && !authorization.strip().startsWith("AWS4-");
    var signature = other ? null : RequestSignature.of(request);
    if (signature == null) {
      throw new NotAdmittedException();
    }
    return signature;
  }

  private static void requireScope(FunctionUrl url, RequestSignature signature) {
    if (!signature.scope().region().equals(url.function().region())) {
      throw wrongScope("Credential should be scoped to a valid region. ");
    }
    if (!signature.scope().service().equals(SIGNING_NAME)) {
      throw wrongScope("Credential should be scoped to correct service: 'lambda'. ");
    }
  }

  private static AwsServiceException wrongScope(String message) {
    return AwsErrors.of("InvalidSignatureException", 403, message);
  }
}
