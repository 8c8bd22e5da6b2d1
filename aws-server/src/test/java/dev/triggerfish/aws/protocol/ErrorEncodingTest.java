package dev.triggerfish.aws.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.error.FrameworkError;
import dev.triggerfish.aws.http.AwsHttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

class ErrorEncodingTest {

  @Test
  void restJsonHasTheCodeInAHeaderAndAllMembersInTheBody() {
    var answer =
        encode(
            "lambda",
            WireProtocol.REST_JSON,
            TooManyRequestsException.builder()
                .type("User")
                .reason("ReservedFunctionConcurrentInvocationLimitExceeded")
                .retryAfterSeconds("1")
                .message("Rate Exceeded.")
                .build());
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers())
        .containsEntry("x-amzn-ErrorType", "TooManyRequestsException")
        .containsEntry("x-amzn-RequestId", "id")
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Retry-After", "1");
    assertThat(text(answer))
        .isEqualTo(
            """
            {"Type":"User","Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","message":"Rate Exceeded."}""");
  }

  @Test
  void theCasingOfTheMessageIsTheModels() {
    assertThat(
            text(
                encode(
                    "lambda",
                    WireProtocol.REST_JSON,
                    software.amazon.awssdk.services.lambda.model.ResourceNotFoundException.builder()
                        .type("User")
                        .message("Function not found: f")
                        .build())))
        .isEqualTo("{\"Type\":\"User\",\"Message\":\"Function not found: f\"}");
    assertThat(
            text(
                encode(
                    "lambda",
                    WireProtocol.REST_JSON,
                    InvalidParameterValueException.builder().message("x").build())))
        .isEqualTo("{\"message\":\"x\"}");
  }

  @Test
  void queryErrorsAreXmlInTheServicesNamespace() {
    var answer =
        encode(
            "iam",
            WireProtocol.QUERY,
            NoSuchEntityException.builder().message("<&>\u0001\ud800'\"").build());
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers()).containsEntry("Content-Type", "text/xml");
    assertThat(text(answer))
        .isEqualTo(
            "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>"
                + "<Code>NoSuchEntity</Code><Message>&lt;&amp;&gt;\ufffd\ufffd'&quot;</Message></Error>"
                + "<RequestId>id</RequestId></ErrorResponse>");
  }

  @Test
  void jsonErrorsNameTheirTypeAsTheServiceDoes() {
    assertThat(
            text(
                encode(
                    "dynamodb",
                    WireProtocol.AWS_JSON_1_0,
                    software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException
                        .builder()
                        .message("m")
                        .build())))
        .isEqualTo(
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"m\"}");
    assertThat(text(encode("dynamodb", WireProtocol.AWS_JSON_1_0, AwsErrors.validation("m"))))
        .isEqualTo(
            "{\"__type\":\"com.amazon.coral.validate#ValidationException\",\"message\":\"m\"}");
    assertThat(
            text(
                encode(
                    "logs",
                    WireProtocol.AWS_JSON_1_1,
                    software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException
                        .builder()
                        .message("m")
                        .build())))
        .isEqualTo("{\"__type\":\"ResourceNotFoundException\",\"message\":\"m\"}");
  }

  @Test
  void olderCodesGoIntoAHeaderForOlderClients() {
    var answer =
        encode(
            "monitoring",
            WireProtocol.AWS_JSON_1_0,
            software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException
                .builder()
                .message("m")
                .build());
    assertThat(answer.headers())
        .containsEntry("x-amzn-query-error", "InvalidParameterValue;Sender");
  }

  @ParameterizedTest
  @CsvSource({
    "SetAlarmState, ResourceNotFound",
    "TagResource, ResourceNotFoundException",
    "DeleteAlarms, ResourceNotFound"
  })
  void aClassOfTwoErrorsIsToldApartByTheOperation(String name, String code) {
    var service = Requests.MODELS.get("monitoring");
    var operation = service.operations().find(name);
    var error = ResourceNotFoundException.builder().message("m").build();
    var answer = Requests.CODEC.encodeError(service, operation, WireProtocol.QUERY, error, "id");
    assertThat(text(answer)).contains("<Code>" + code + "</Code>");
  }

  @ParameterizedTest
  @CsvSource({
    "MISSING_AUTHENTICATION_TOKEN, MissingAuthenticationTokenException, 403, MissingAuthenticationToken, 403",
    "INCOMPLETE_SIGNATURE, IncompleteSignatureException, 403, IncompleteSignature, 400",
    "INVALID_SIGNATURE, InvalidSignatureException, 403, SignatureDoesNotMatch, 403",
    "UNRECOGNIZED_CLIENT, UnrecognizedClientException, 403, InvalidClientTokenId, 403",
    "EXPIRED_TOKEN, ExpiredTokenException, 403, ExpiredToken, 403",
    "ACCESS_DENIED, AccessDeniedException, 403, AccessDenied, 403",
    "VALIDATION, ValidationException, 400, ValidationError, 400",
    "SERIALIZATION, SerializationException, 400, MalformedInput, 400",
    "UNKNOWN_OPERATION, UnknownOperationException, 404, InvalidAction, 400",
    "NOT_IMPLEMENTED, NotImplementedException, 501, NotImplemented, 501",
    "INTERNAL_FAILURE, InternalFailure, 500, InternalFailure, 500",
  })
  void frameworkErrorsHaveTheCodeOfTheProtocol(
      FrameworkError error, String jsonCode, int jsonStatus, String xmlCode, int xmlStatus) {
    var json = encode("lambda", WireProtocol.REST_JSON, error.exception("m"));
    assertThat(json.headers()).containsEntry("x-amzn-ErrorType", jsonCode);
    assertThat(json.status()).isEqualTo(jsonStatus);
    var xml = encode("iam", WireProtocol.QUERY, error.exception("m"));
    assertThat(text(xml)).contains("<Code>" + xmlCode + "</Code>");
    assertThat(xml.status()).isEqualTo(xmlStatus);
  }

  @Test
  void deniedAccessIsCasedDifferently() {
    assertThat(
            text(
                encode(
                    "lambda", WireProtocol.REST_JSON, FrameworkError.ACCESS_DENIED.exception("m"))))
        .isEqualTo("{\"Message\":\"m\"}");
  }

  @Test
  void errorsOfNoServiceAndNoCodeAreStillAnswered() {
    var answer =
        encode(null, WireProtocol.QUERY, AwsServiceException.builder().message("m").build());
    assertThat(answer.status()).isEqualTo(500);
    assertThat(text(answer)).contains("<Type>Receiver</Type><Code>InternalFailure</Code>");
    answer = encode(null, WireProtocol.REST_JSON, AwsErrors.of("Odd", 418, "m"));
    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.headers()).containsEntry("x-amzn-ErrorType", "Odd");
  }

  private static AwsHttpResponse encode(
      @Nullable String service, WireProtocol protocol, AwsServiceException error) {
    var model = service == null ? null : Requests.MODELS.get(service);
    return Requests.CODEC.encodeError(model, null, protocol, error, "id");
  }

  private static String text(AwsHttpResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
