package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.BucketHost;
import dev.triggerfish.aws.identity.IdentityCatchUp;
import dev.triggerfish.aws.identity.IdentityReplica;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.signature.RequestSignature;
import dev.triggerfish.aws.signature.SignatureVerifier;
import dev.triggerfish.aws.signature.VerifiedHead;
import dev.triggerfish.policy.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request: its signature verified, its principal still there, root keys kept from
 * functions.
 */
public final class CallerAuthenticator {

  /** Used for unsigned requests. */
  private static final String DEFAULT_REGION = "us-east-1";

  private final SignatureVerifier verifier;
  private final IdentityReplica replica;
  private final IdentityCatchUp catchUp;

  public CallerAuthenticator(
      SignatureVerifier verifier, IdentityReplica replica, IdentityCatchUp catchUp) {
    this.verifier = verifier;
    this.replica = replica;
    this.catchUp = catchUp;
  }

  /**
   * Verifies a request's signature. Whether it was made for the right service and region is for
   * whoever serves the request to say.
   *
   * @param signature what the request says about it
   * @param body read whole
   * @param requestId of the answer
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException AWS's error if the caller
   *     is not who they say, or is not there any more
   */
  public Caller authenticate(
      AwsHttpRequest request, RequestSignature signature, byte[] body, String requestId) {
    return admitted(request, signature, verifier.verify(request, signature, body), requestId);
  }

  /**
   * Verifies a request to S3 as far as its head goes.
   *
   * @param signature what the request says about it, or null: then nobody has sent it
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException AWS's error if the caller
   *     is not who they say, or is not there any more
   */
  Authenticated authenticateHead(
      AwsHttpRequest request, @Nullable RequestSignature signature, String requestId) {
    if (signature == null) {
      var host = BucketHost.of(request.header("Host"));
      var region = host == null ? null : host.region();
      return new Authenticated(
          caller(
              request,
              region == null ? DEFAULT_REGION : region,
              new Principal.Anonymous(),
              requestId),
          null);
    }
    var head = verifier.verifyHead(request, signature);
    return new Authenticated(admitted(request, signature, head.principal(), requestId), head);
  }

  /**
   * Who sent a request whose body has not been read.
   *
   * @param head by which the body can be verified, or null if the request is not signed
   */
  record Authenticated(Caller caller, @Nullable VerifiedHead head) {}

  private Caller admitted(
      AwsHttpRequest request, RequestSignature signature, Principal principal, String requestId) {
    requireExisting(principal);
    if (principal instanceof Principal.Root && request.fromEnvironment()) {
      throw rootRefused(signature.scope().accessKeyId());
    }
    var region = signature.scope().region();
    var speaking = speakingAs(principal, request);
    var forwarded =
        speaking instanceof Principal.Service service
            ? ForwardAccess.principal(service, request, signature)
            : null;
    if (forwarded == null) {
      return caller(request, region, speaking, requestId);
    }
    requireExisting(forwarded);
    return forwardedCaller(request, region, forwarded, speaking.arn(), requestId);
  }

  /**
   * The path of a forwarded call names the service alone: the path to it is not the caller's own.
   */
  private static Caller forwardedCaller(
      AwsHttpRequest request,
      String region,
      Principal principal,
      String calledVia,
      String requestId) {
    return new Caller(
        principal,
        accountId(principal, null),
        region,
        requestId,
        request.origin(),
        null,
        null,
        null,
        request.header(Caller.TRACE_HEADER),
        null,
        calledVia);
  }

  /** A service may speak in several names, and says in which; nobody else is asked. */
  private static Principal speakingAs(Principal principal, AwsHttpRequest request) {
    var claimed = request.header(ServiceHeaders.PRINCIPAL);
    return principal instanceof Principal.Service service
            && claimed != null
            && PlatformService.maySpeakAs(service.name(), claimed)
        ? new Principal.Service(claimed, request.header(ServiceHeaders.SOURCE_ACCOUNT))
        : principal;
  }

  private static Caller caller(
      AwsHttpRequest request, String region, Principal principal, String requestId) {
    var service = principal instanceof Principal.Service;
    var sourceArn = service ? request.header(ServiceHeaders.SOURCE_ARN) : null;
    return new Caller(
        principal,
        accountId(principal, sourceArn),
        region,
        requestId,
        request.origin(),
        request.remoteAddress(),
        request.header("User-Agent"),
        sourceArn,
        request.header(Caller.TRACE_HEADER),
        request.header("Host"),
        null);
  }

  private static String accountId(Principal principal, @Nullable String sourceArn) {
    var own = principal.accountId();
    if (own != null) {
      return own;
    }
    var source = sourceArn == null ? null : Arn.parse(sourceArn);
    return source == null || source.accountId().isEmpty()
        ? Caller.DEFAULT_ACCOUNT
        : source.accountId();
  }

  /** A user or role that has been deleted takes its keys and sessions with it. */
  private void requireExisting(Principal principal) {
    var id =
        switch (principal) {
          case Principal.User user -> user.id();
          case Principal.RoleSession session -> session.roleId();
          case Principal.Root _, Principal.Service _, Principal.Anonymous _ -> null;
        };
    if (id != null && replica.principal(id) == null) {
      catchUp.await();
      if (replica.principal(id) == null) {
        throw SignatureVerifier.unknownToken();
      }
    }
  }

  private static RuntimeException rootRefused(String accessKeyId) {
    return AwsErrors.of(
        "AccessDeniedException",
        403,
        "The access key "
            + accessKeyId
            + " belongs to the root user, and root keys are refused to functions: on AWS a function"
            + " has its execution role's temporary credentials and nothing else, so a hard-coded"
            + " root key would hide every permission that the role lacks. Remove the key from the"
            + " function's code; the SDK then finds the role's credentials in the environment.");
  }
}
