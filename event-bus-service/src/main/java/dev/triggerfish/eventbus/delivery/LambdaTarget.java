package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import dev.triggerfish.aws.operation.Caller;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Hands events to Lambda, which queues them. */
final class LambdaTarget {

  private static final Logger log = LoggerFactory.getLogger(LambdaTarget.class);

  /** In wall time: a target that does not answer must not keep its place for ever. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int CONFLICT = 409;

  private final AwsClients clients;

  LambdaTarget(AwsClients clients) {
    this.clients = clients;
  }

  AttemptOutcome attempt(Delivery delivery) {
    try {
      var response =
          clients.client(LambdaClient.class, identity(delivery)).invoke(request(delivery));
      return new AttemptOutcome.Taken(response.responseMetadata().requestId());
    } catch (AwsServiceException e) {
      return outcome(e);
    } catch (SdkClientException e) {
      return new AttemptOutcome.Failed("Lambda could not be reached: " + e.getMessage());
    } catch (RuntimeException e) {
      log.error("{} could not be handed to {}", delivery.eventId(), delivery.functionArn(), e);
      return new AttemptOutcome.Failed("The platform failed: " + e);
    }
  }

  private static ServiceIdentity identity(Delivery delivery) {
    var function = Arn.parse(delivery.functionArn());
    return new ServiceIdentity(
        delivery.principal(),
        delivery.accountId(),
        function == null ? delivery.region() : function.region(),
        delivery.sourceArn());
  }

  private static InvokeRequest request(Delivery delivery) {
    return InvokeRequest.builder()
        .functionName(delivery.functionArn())
        .invocationType(InvocationType.EVENT)
        .payload(SdkBytes.fromByteArrayUnsafe(delivery.payload()))
        .overrideConfiguration(
            o -> {
              o.apiCallTimeout(LONGEST_CALL);
              if (delivery.traceHeader() != null) {
                o.putHeader(Caller.TRACE_HEADER, delivery.traceHeader());
              }
            })
        .build();
  }

  /** Who is to blame decides: what the customer can mend alone is not tried again. */
  private static AttemptOutcome outcome(AwsServiceException e) {
    var reason = Objects.requireNonNullElse(e.getMessage(), e.toString());
    var details = e.awsErrorDetails();
    var code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
    if (code.equals("AccessDeniedException")) {
      return new AttemptOutcome.Denied(reason);
    }
    var status = e.statusCode();
    // Errors without a class of their own are about signatures and tokens, not about the event.
    var ofLambda = e instanceof LambdaException && !e.getClass().equals(LambdaException.class);
    return ofLambda
            && status >= 400
            && status < 500
            && status != TOO_MANY_REQUESTS
            && status != CONFLICT
        ? new AttemptOutcome.Refused(reason)
        : new AttemptOutcome.Failed(reason);
  }
}
