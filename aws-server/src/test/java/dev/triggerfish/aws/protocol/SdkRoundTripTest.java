package dev.triggerfish.aws.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.http.TestRequest;
import dev.triggerfish.aws.model.ErrorModel;
import dev.triggerfish.aws.model.OperationMatch;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import dev.triggerfish.aws.model.ServiceModels;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Every operation, with all members set, through the SDK's own clients: what they send is what we
 * read, what we write is what they read, errors included.
 */
class SdkRoundTripTest {

  /** Their bodies are streams of events, which are no members. */
  private static final Set<String> STREAMED = Set.of("InvokeWithResponseStream", "StartLiveTail");

  private final ServiceModels models = new ServiceModels();
  private final ProtocolCodec codec = new ProtocolCodec(models);

  @TestFactory
  Stream<DynamicTest> lambda() {
    return operations("lambda", SdkCalls.of(LambdaClient.builder()));
  }

  @TestFactory
  Stream<DynamicTest> iam() {
    return operations("iam", SdkCalls.of(IamClient.builder()));
  }

  @TestFactory
  Stream<DynamicTest> sts() {
    return operations("sts", SdkCalls.of(StsClient.builder()));
  }

  @TestFactory
  Stream<DynamicTest> logs() {
    return operations("logs", SdkCalls.of(CloudWatchLogsClient.builder()));
  }

  /** This SDK speaks CBOR to it, and compresses large requests. */
  @TestFactory
  Stream<DynamicTest> cloudWatch() {
    return operations("monitoring", SdkCalls.of(CloudWatchClient.builder()));
  }

  @TestFactory
  Stream<DynamicTest> apiGatewayV2() {
    return operations("apigatewayv2", SdkCalls.of(ApiGatewayV2Client.builder()));
  }

  @TestFactory
  Stream<DynamicTest> sns() {
    return operations("sns", SdkCalls.of(SnsClient.builder()));
  }

  @TestFactory
  Stream<DynamicTest> dynamoDb() {
    return operations("dynamodb", SdkCalls.of(DynamoDbClient.builder()));
  }

  @TestFactory
  Stream<DynamicTest> dynamoDbStreams() {
    return operations("streams.dynamodb", SdkCalls.of(DynamoDbStreamsClient.builder()));
  }

  private Stream<DynamicTest> operations(String id, SdkCalls calls) {
    ServiceModel service = models.get(id);
    return service.operations().all().stream()
        .filter(operation -> !STREAMED.contains(operation.name()))
        .flatMap(
            operation ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        operation.name(), () -> roundTrip(service, operation, calls)),
                    DynamicTest.dynamicTest(
                        operation.name() + " errors", () -> errors(service, operation, calls))));
  }

  private void roundTrip(ServiceModel service, OperationModel operation, SdkCalls calls)
      throws Exception {
    SdkPojo sent = Samples.of(operation.requestClass());
    SdkPojo answered = Samples.of(operation.responseClass());
    SdkPojo received =
        calls.call(
            sent,
            request -> {
              DecodedRequest decoded = decode(service, operation, request);
              assertThat(decoded.request()).isEqualTo(sent);
              assertThat(decoded.unknownMembers()).isEmpty();
              return codec.encode(
                  operation,
                  service.protocolOf(request),
                  (software.amazon.awssdk.core.SdkResponse) answered,
                  "id-1");
            });
    assertThat(Samples.members(received)).isEqualTo(Samples.members(answered));
  }

  private DecodedRequest decode(
      ServiceModel service, OperationModel operation, TestRequest request) {
    OperationMatch match =
        requireNonNull(service.match(request, request.content()), request::rawPath);
    assertThat(match.operation().name()).isEqualTo(operation.name());
    return codec.decode(match, request, request.content());
  }

  private void errors(ServiceModel service, OperationModel operation, SdkCalls calls)
      throws Exception {
    SdkPojo sent = Samples.of(operation.requestClass());
    for (String shape : operation.errors()) {
      ErrorModel error = requireNonNull(service.errors().find(shape));
      AwsServiceException thrown = Samples.exception(error.exceptionClass(), "Why <&> \"not\"?");
      // Where two errors share a class, the SDK itself recognizes only one of them.
      boolean shared =
          service.errors().all().stream()
                  .filter(other -> other.exceptionClass().equals(error.exceptionClass()))
                  .count()
              > 1;
      assertThat(caught(service, operation, calls, sent, thrown))
          .as(shape)
          .isInstanceOf(shared ? AwsServiceException.class : thrown.getClass())
          .satisfies(
              caught -> {
                assertThat(caught.awsErrorDetails().errorMessage()).isEqualTo("Why <&> \"not\"?");
                assertThat(caught.awsErrorDetails().errorCode())
                    .isEqualTo(
                        error.legacyCode() == null || service.protocols().getFirst().isXml()
                            ? error.code(service.protocols().getFirst())
                            : error.legacyCode());
                assertThat(caught.statusCode()).isEqualTo(error.status());
                assertThat(caught.requestId()).isEqualTo("id-2");
                if (!shared) {
                  assertThat(Samples.members(caught)).isEqualTo(Samples.members(thrown));
                }
              });
    }
  }

  private AwsServiceException caught(
      ServiceModel service,
      OperationModel operation,
      SdkCalls calls,
      SdkPojo sent,
      AwsServiceException thrown)
      throws Exception {
    try {
      calls.call(
          sent,
          request -> {
            AwsHttpResponse answer =
                codec.encodeError(service, operation, service.protocolOf(request), thrown, "id-2");
            return answer;
          });
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof AwsServiceException caught) {
        return caught;
      }
      throw e;
    }
    throw new AssertionError("No exception from " + operation.name());
  }
}
