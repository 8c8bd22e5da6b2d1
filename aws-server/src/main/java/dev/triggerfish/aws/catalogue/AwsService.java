package dev.triggerfish.aws.catalogue;

import static dev.triggerfish.aws.catalogue.PlatformService.EVENT_BUS;
import static dev.triggerfish.aws.catalogue.PlatformService.GATEWAY;
import static dev.triggerfish.aws.catalogue.PlatformService.INVOKER;
import static dev.triggerfish.aws.catalogue.PlatformService.LOGS;
import static dev.triggerfish.aws.catalogue.ServiceRow.row;
import static dev.triggerfish.aws.catalogue.WireProtocol.AWS_JSON_1_0;
import static dev.triggerfish.aws.catalogue.WireProtocol.AWS_JSON_1_1;
import static dev.triggerfish.aws.catalogue.WireProtocol.QUERY;
import static dev.triggerfish.aws.catalogue.WireProtocol.REST_JSON;
import static dev.triggerfish.aws.catalogue.WireProtocol.REST_XML;
import static dev.triggerfish.aws.catalogue.WireProtocol.RPC_V2_CBOR;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The service catalogue: one row for each AWS API of the platform. Routing, forwarding, clients,
 * identities, models and tests read it, and nothing else lists services.
 *
 * <p>Where several rows fit a request, the first does: S3, which takes nearly any path, is last.
 */
public enum AwsService {
  API_GATEWAY(
      row("apigateway", GATEWAY)
          .speaks(REST_JSON)
          .paths("/restapis")
          .principal("apigateway.amazonaws.com")
          .client("apigateway.ApiGatewayClient")),
  API_GATEWAY_V2(
      row("apigatewayv2", GATEWAY)
          .signedAs("apigateway")
          .atHost("apigateway")
          .speaks(REST_JSON)
          .paths("/v2/")
          .principal("apigateway.amazonaws.com")
          .client("apigatewayv2.ApiGatewayV2Client")),
  IAM(
      row("iam", PlatformService.IAM)
          .speaks(QUERY)
          .principal("iam.amazonaws.com")
          .client("iam.IamClient")),
  STS(row("sts", PlatformService.IAM).speaks(QUERY).client("sts.StsClient")),
  /** Lambda alone has dates in its paths. It reads code from S3 as whoever gives it the code. */
  LAMBDA(
      row("lambda", INVOKER)
          .speaks(REST_JSON)
          .paths("/\\d{4}-\\d{2}-\\d{2}/")
          .principal("lambda.amazonaws.com")
          .forwardsTo("s3")
          .client("lambda.LambdaClient")),
  SERVICE_QUOTAS(
      row("servicequotas", INVOKER)
          .speaks(AWS_JSON_1_1)
          .target("ServiceQuotasV20190624")
          .client("servicequotas.ServiceQuotasClient")),
  CLOUDWATCH_LOGS(
      row("logs", LOGS)
          .speaks(AWS_JSON_1_1)
          .target("Logs_20140328")
          .principal("logs.amazonaws.com")
          .client("cloudwatchlogs.CloudWatchLogsClient")),
  CLOUDWATCH(
      row("monitoring", LOGS)
          .speaks(RPC_V2_CBOR, AWS_JSON_1_0, QUERY)
          .target("GraniteServiceVersion20100801")
          .client("cloudwatch.CloudWatchClient")),
  SNS(row("sns", EVENT_BUS).speaks(QUERY).principal("sns.amazonaws.com").client("sns.SnsClient")),
  SQS(
      row("sqs", EVENT_BUS)
          .speaks(AWS_JSON_1_0, QUERY)
          .target("AmazonSQS")
          .principal("sqs.amazonaws.com")
          .client("sqs.SqsClient")),
  DYNAMODB(
      row("dynamodb", EVENT_BUS)
          .speaks(AWS_JSON_1_0)
          .target("DynamoDB_20120810")
          .principal("dynamodb.amazonaws.com")
          .client("dynamodb.DynamoDbClient")),
  DYNAMODB_STREAMS(
      row("streams.dynamodb", EVENT_BUS)
          .signedAs("dynamodb")
          .speaks(AWS_JSON_1_0)
          .target("DynamoDBStreams_20120810")
          .client("dynamodb.streams.DynamoDbStreamsClient")),
  S3(
      row("s3", EVENT_BUS)
          .speaks(REST_XML)
          .paths("/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/|$)")
          .principal("s3.amazonaws.com")
          .client("s3.S3Client"));

  private static final String SDK = "software.amazon.awssdk.services.";

  private final String id;
  private final PlatformService owner;
  private final String signingName;
  private final String hostPrefix;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that nobody can change.
  private final List<WireProtocol> protocols;

  private final @Nullable String targetPrefix;
  private final @Nullable Pattern paths;
  private final @Nullable String principal;

  @SuppressWarnings("ImmutableEnumChecker") // As above.
  private final List<String> forwardsTo;

  /** Named, not loaded: a process needs the SDK modules of what it serves or calls alone. */
  private final String client;

  AwsService(ServiceRow row) {
    id = row.id;
    owner = row.owner;
    signingName = row.signingName;
    hostPrefix = row.hostPrefix;
    protocols = row.protocols;
    targetPrefix = row.targetPrefix;
    paths = row.paths;
    principal = row.principal;
    forwardsTo = row.forwardsTo;
    client = row.client;
  }

  /** Names the service here, in its model file and in {@link #of}; such as {@code sqs}. */
  public String id() {
    return id;
  }

  /** The service's name in credential scopes. Several services can share one. */
  public String signingName() {
    return signingName;
  }

  /** The first labels of AWS's host, as in {@code sqs.eu-west-1.amazonaws.com}. */
  public String hostPrefix() {
    return hostPrefix;
  }

  /** What its clients may speak, the preferred one first. */
  public List<WireProtocol> protocols() {
    return protocols;
  }

  /** What precedes the dot in {@code X-Amz-Target}, or null without such a header. */
  public @Nullable String targetPrefix() {
    return targetPrefix;
  }

  /** How its paths begin, where that tells the service from others; null where it does not. */
  public @Nullable Pattern paths() {
    return paths;
  }

  /** The process that serves it. */
  public PlatformService owner() {
    return owner;
  }

  /** As whom it calls other services, such as {@code sqs.amazonaws.com}, or null. */
  public @Nullable String principal() {
    return principal;
  }

  /** IDs of the services in which it may act as its own caller: forward access sessions. */
  public List<String> forwardsTo() {
    return forwardsTo;
  }

  /** The SDK's package of the service, such as {@code cloudwatchlogs}. */
  public String sdkPackage() {
    return client.substring(0, client.indexOf('.'));
  }

  /** The service with an ID. */
  public static Optional<AwsService> of(String id) {
    return Arrays.stream(values()).filter(service -> service.id.equals(id)).findFirst();
  }

  /**
   * The service of one of the SDK's synchronous client interfaces.
   *
   * @throws IllegalArgumentException if the catalogue has no such client
   */
  public static AwsService ofClient(Class<?> type) {
    return Arrays.stream(values())
        .filter(service -> type.getName().equals(SDK + service.client))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(type + " is no client of a known API"));
  }
}
