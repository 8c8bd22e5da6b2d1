package dev.triggerfish.delivery.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import dev.triggerfish.delivery.sender.SendOutcome.Denied;
import dev.triggerfish.delivery.sender.SendOutcome.Failed;
import dev.triggerfish.delivery.sender.SendOutcome.Refused;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.LambdaException;

class SenderTest {

  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:fn";
  private static final SenderIdentity SNS =
      new SenderIdentity.Service(
          new ServiceIdentity(
              "sns.amazonaws.com",
              "000000000000",
              "eu-west-1",
              "arn:aws:sns:eu-west-1:000000000000:orders"));

  private static SendOutcome send(String arn, Supplier<RuntimeException> failure) {
    var clients =
        new AwsClients() {
          @Override
          public <C extends SdkClient> C client(Class<C> type, ServiceIdentity identity) {
            throw failure.get();
          }
        };
    return new Sender(clients).send(arn, SNS, new OutboundMessage(new byte[0], null));
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDeniedException, Denied",
    "400, AccessDeniedException, Denied",
    "403, AccessDenied, Denied",
    "403, AuthorizationError, Denied",
    "403, , Denied",
    // about signatures and tokens, not about the event
    "403, InvalidSignatureException, Failed",
    "403, SignatureDoesNotMatch, Failed",
    "400, ExpiredTokenException, Failed",
    "404, ResourceNotFoundException, Refused",
    "413, RequestEntityTooLargeException, Refused",
    "400, InvalidParameterValueException, Refused",
    "409, ResourceConflictException, Failed",
    "429, TooManyRequestsException, Failed",
    "500, ServiceException, Failed",
    "503, , Failed"
  })
  void anErrorSaysWhetherToTryAgain(int status, String code, String expected) {
    var outcome =
        send(
            FUNCTION,
            () ->
                LambdaException.builder()
                    .statusCode(status)
                    .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
                    .build());

    assertThat(outcome)
        .isEqualTo(
            switch (expected) {
              case "Denied" -> new Denied("no");
              case "Refused" -> new Refused("no");
              default -> new Failed("no");
            });
  }

  @Test
  void whatCannotBeReachedMayAnswerTheNextTime() {
    assertThat(send(FUNCTION, () -> SdkClientException.create("away"))).isInstanceOf(Failed.class);
    assertThat(send(FUNCTION, () -> new IllegalStateException("a fault of ours")))
        .isInstanceOf(Failed.class);
  }

  @Test
  void whatThereIsNotIsSaid() {
    Supplier<RuntimeException> unused = IllegalStateException::new;

    assertThat(send("arn:aws:sqs:eu-west-1:000000000000:q", unused))
        .isEqualTo(new Refused("Triggerfish does not have SQS yet"));
    assertThat(send("arn:aws:iam::000000000000:role/r", unused)).isInstanceOf(Refused.class);
    assertThat(send("orders", unused)).isEqualTo(new Refused("orders takes no events"));
  }
}
