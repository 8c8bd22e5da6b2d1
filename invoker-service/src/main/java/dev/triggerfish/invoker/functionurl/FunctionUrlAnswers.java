package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.error.FrameworkError;
import dev.triggerfish.aws.proxyevent.SiteAnswer;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import tools.jackson.databind.json.JsonMapper;

/** What a URL itself answers, as AWS words it. */
final class FunctionUrlAnswers {

  private static final JsonMapper JSON = JsonMapper.shared();

  private FunctionUrlAnswers() {}

  /** No such URL. */
  static SiteAnswer unknown() {
    return accessDenied("{\"Message\":null}");
  }

  /** The same whatever is missing, and whether or not there is a function. */
  static SiteAnswer forbidden() {
    return accessDenied(
        "{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues, see:"
            + " https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html\"}");
  }

  /** The function failed, ran out of time, or answered what is no answer. */
  static SiteAnswer functionFailed() {
    return SiteAnswer.json(502, "Internal Server Error");
  }

  static SiteAnswer throttled(InvocationOutcome.Throttled throttled) {
    var body = JSON.createObjectNode();
    body.put("Reason", throttled.reason()).put("Type", "User").put("message", "Rate Exceeded.");
    var answer = typed(429, "TooManyRequestsException", body.toString());
    var wait = throttled.retryAfterSeconds();
    return wait == null ? answer : answer.with("Retry-After", wait.toString());
  }

  static SiteAnswer tooLarge(int limit) {
    return typed(
        413,
        "RequestEntityTooLargeException",
        "{\"Message\":\"Request must be smaller than "
            + limit
            + " bytes for the InvokeFunction operation\"}");
  }

  /** The platform failed; the log knows how. */
  static SiteAnswer platformFailed() {
    return typed(500, "ServiceException", "{\"Message\":\"Internal Server Error\"}");
  }

  /** An error that another part of the platform found. */
  static SiteAnswer error(AwsServiceException error) {
    var details = error.awsErrorDetails();
    var known = FrameworkError.find(details.errorCode());
    var body = JSON.createObjectNode();
    body.put(known == null ? "Message" : known.messageMember(), details.errorMessage());
    return typed(error.statusCode(), details.errorCode(), body.toString());
  }

  private static SiteAnswer accessDenied(String body) {
    return typed(403, "AccessDeniedException", body);
  }

  private static SiteAnswer typed(int status, String type, String body) {
    return SiteAnswer.json(status, body).with("x-amzn-ErrorType", type);
  }
}
