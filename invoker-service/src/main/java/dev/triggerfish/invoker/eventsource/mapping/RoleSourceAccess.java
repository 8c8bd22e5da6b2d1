package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.DynamoDbStream;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.KafkaTopic;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.invoker.role.RoleSessions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Sources as a session of the function's role finds them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb.html">Using Lambda with
 *     Amazon DynamoDB</a>
 */
final class RoleSourceAccess implements SourceAccess {

  private static final Logger LOG = LoggerFactory.getLogger(RoleSourceAccess.class);

  private static final List<String> STREAM_ACTIONS =
      List.of(
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:DescribeStream",
          "dynamodb:ListStreams");

  private final RoleSessions sessions;
  private final Authorizer authorizer;
  private final AwsClients clients;
  private final KafkaSecrets secrets;

  RoleSourceAccess(
      RoleSessions sessions, Authorizer authorizer, AwsClients clients, KafkaSecrets secrets) {
    this.sessions = sessions;
    this.authorizer = authorizer;
    this.clients = clients;
    this.secrets = secrets;
  }

  @Override
  public @Nullable String refusal(MappedSource source, ExecutionRole role) {
    var denial = denial(source, role);
    if (denial != null) {
      return denial;
    }
    return switch (source) {
      case DynamoDbStream(var arn) -> absence(arn, role);
      case KafkaTopic _ -> null;
    };
  }

  private @Nullable String absence(String stream, ExecutionRole role) {
    var arn = Arn.parse(stream);
    var session = sessions.session(role, arn == null ? role.region() : arn.region());
    try {
      clients
          .client(DynamoDbStreamsClient.class, session)
          .describeStream(request -> request.streamArn(stream).limit(1));
      return null;
    } catch (ResourceNotFoundException e) {
      return "Stream not found: " + stream;
    } catch (AwsServiceException | SdkClientException e) {
      LOG.warn("{} cannot be looked at for {}", stream, role.functionArn(), e);
      return streamDenied(stream);
    }
  }

  @Override
  public @Nullable String denial(MappedSource source, ExecutionRole role) {
    try {
      return switch (source) {
        case DynamoDbStream(var arn) ->
            STREAM_ACTIONS.stream().allMatch(action -> may(role, action, arn))
                ? null
                : streamDenied(arn);
        case KafkaTopic topic -> denial(topic, role);
      };
    } catch (AwsServiceException e) {
      sessions.forget(role);
      return "Lambda failed to assume your function execution role.";
    }
  }

  private @Nullable String denial(KafkaTopic topic, ExecutionRole role) {
    for (var access : topic.access()) {
      if (!access.type().startsWith("VPC_")
          && (!may(role, "secretsmanager:GetSecretValue", access.uri())
              || secrets.login(access.uri()) == null)) {
        return "Cannot access secret manager value "
            + access.uri()
            + ". Please ensure the role can perform the 'secretsmanager:GetSecretValue' action on"
            + " your broker in IAM.";
      }
    }
    return null;
  }

  private boolean may(ExecutionRole role, String action, String resource) {
    var principal = sessions.session(role, role.region()).principal();
    return authorizer.decide(principal, action, resource, Map.of()).allowed();
  }

  private static String streamDenied(String arn) {
    return "Cannot access stream "
        + arn
        + ". Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream,"
        + " and ListStreams Actions on your stream in IAM.";
  }
}
