package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.aws.operation.Caller;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.TooManyRequestsException;

/** The errors that operations share, in AWS's words where they are known. */
public final class ApiErrors {

  private ApiErrors() {}

  public static BadRequestException badRequest(String message) {
    return BadRequestException.builder().message(message).build();
  }

  public static ConflictException conflict(String message) {
    return ConflictException.builder().message(message).build();
  }

  public static NotFoundException notFound(String message) {
    return NotFoundException.builder().message(message).build();
  }

  public static NotFoundException noSuchApi(String apiId, Caller caller) {
    return notFound("Invalid API identifier specified " + caller.accountId() + ":" + apiId);
  }

  /**
   * As many as an account may have; see <a
   * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">AWS</a>.
   */
  public static TooManyRequestsException limitReached(String things) {
    return TooManyRequestsException.builder()
        .message(
            "Maximum number of "
                + things
                + " has been reached. Please contact AWS if you need additional "
                + things
                + ".")
        .build();
  }
}
