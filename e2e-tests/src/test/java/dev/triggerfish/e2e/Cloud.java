package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.waiters.LambdaWaiter;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What a user does with the SDK's clients, as one principal. */
final class Cloud {

  static final AwsCredentials ROOT = AwsBasicCredentials.create("test", "test");

  static final String BASIC_EXECUTION =
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final URI endpoint;
  private final LambdaWaiter waiter;
  final LambdaClient lambda;
  final IamClient iam;
  final StsClient sts;
  final CloudWatchLogsClient logs;
  final ServiceQuotasClient quotas;
  final ApiGatewayV2Client apis;
  final CloudWatchClient metrics;
  final S3Client s3;
  final SnsClient sns;
  final SqsClient sqs;
  final DynamoDbClient dynamoDb;
  final DynamoDbStreamsClient streams;

  Cloud(URI endpoint, AwsCredentials credentials) {
    this.endpoint = endpoint;
    lambda = configured(LambdaClient.builder(), credentials).build();
    // The SDK's own pause is a second, which is far longer than what is waited for here.
    waiter =
        LambdaWaiter.builder()
            .client(lambda)
            .overrideConfiguration(
                o ->
                    o.backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(POLL))
                        .waitTimeout(TIMEOUT))
            .build();
    iam = configured(IamClient.builder(), credentials).build();
    sts = configured(StsClient.builder(), credentials).build();
    logs = configured(CloudWatchLogsClient.builder(), credentials).build();
    quotas = configured(ServiceQuotasClient.builder(), credentials).build();
    apis = configured(ApiGatewayV2Client.builder(), credentials).build();
    metrics = configured(CloudWatchClient.builder(), credentials).build();
    // Not every machine knows the address of bucket.localhost.
    s3 = configured(S3Client.builder(), credentials).forcePathStyle(true).build();
    sns = configured(SnsClient.builder(), credentials).build();
    sqs = configured(SqsClient.builder(), credentials).build();
    dynamoDb = configured(DynamoDbClient.builder(), credentials).build();
    streams = configured(DynamoDbStreamsClient.builder(), credentials).build();
  }

  /** The same cloud as somebody else. */
  Cloud as(AwsCredentials credentials) {
    return new Cloud(endpoint, credentials);
  }

  URI endpoint() {
    return endpoint;
  }

  private <B extends AwsClientBuilder<B, ?>> B configured(B builder, AwsCredentials credentials) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(o -> o.apiCallTimeout(TIMEOUT).retryStrategy(r -> r.maxAttempts(1)));
  }

  /** A role that Lambda may assume and that may write logs; its ARN. */
  String role(String name) {
    var arn = bareRole(name);
    iam.attachRolePolicy(r -> r.roleName(name).policyArn(BASIC_EXECUTION));
    return arn;
  }

  /** A role that Lambda may assume and that may do nothing; its ARN. */
  String bareRole(String name) {
    return iam.createRole(
            r ->
                r.roleName(name)
                    .assumeRolePolicyDocument(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                         "Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}
                        """))
        .role()
        .arn();
  }

  /** A function with a role of its own, ready to be invoked. */
  void function(String name, Runtime runtime, String handler, SdkBytes zip) {
    function(name, runtime, handler, zip, role(name), 30);
  }

  void function(
      String name, Runtime runtime, String handler, SdkBytes zip, String role, int timeout) {
    lambda.createFunction(
        r ->
            r.functionName(name)
                .runtime(runtime)
                .handler(handler)
                .role(role)
                .timeout(timeout)
                .code(c -> c.zipFile(zip)));
    awaitActive(name);
  }

  void update(String name, SdkBytes zip) {
    lambda.updateFunctionCode(r -> r.functionName(name).zipFile(zip));
    awaitUpdated(name);
  }

  void awaitActive(String name) {
    waiter.waitUntilFunctionActiveV2(r -> r.functionName(name));
  }

  void awaitUpdated(String name) {
    waiter.waitUntilFunctionUpdatedV2(r -> r.functionName(name));
  }

  InvokeResponse invoke(String name, String payload) {
    return lambda.invoke(
        r -> r.functionName(name).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String(payload)));
  }

  static String tail(InvokeResponse response) {
    return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
  }

  /** Waits for a line of a function's log. */
  List<FilteredLogEvent> awaitLog(String function, String term) {
    return Awaitility.await("'" + term + "' in the log of " + function)
        .atMost(Duration.ofSeconds(20))
        .until(() -> log(function, term), events -> !events.isEmpty());
  }

  /** The lines of a function's log that hold a term; all of them for null. */
  List<FilteredLogEvent> log(String function, @Nullable String term) {
    try {
      return logs
          .filterLogEventsPaginator(
              r ->
                  r.logGroupName("/aws/lambda/" + function)
                      .filterPattern(term == null ? null : "\"" + term + "\""))
          .events()
          .stream()
          .toList();
    } catch (ResourceNotFoundException e) {
      return List.of();
    }
  }

  /** What a call says that is denied, as Lambda denies. */
  static String denial(ThrowingCallable call) {
    var denied = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(denied).isNotNull();
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
    return denied.awsErrorDetails().errorMessage();
  }
}
