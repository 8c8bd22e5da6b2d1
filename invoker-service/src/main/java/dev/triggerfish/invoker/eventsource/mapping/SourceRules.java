package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.Access;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.DynamoDbStream;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.KafkaTopic;
import dev.triggerfish.invoker.function.FunctionErrors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.SourceAccessConfiguration;

/** Which sources there are, and how requests name them. */
final class SourceRules {

  /** Sources that AWS has and Triggerfish does not, by the service of their ARNs. */
  private static final Map<String, String> MISSING =
      Map.of(
          "sqs", "event source mappings of SQS queues",
          "kinesis", "event source mappings of Kinesis streams",
          "kafka", "event source mappings of MSK clusters",
          "mq", "event source mappings of Amazon MQ brokers",
          "rds", "event source mappings of DocumentDB clusters");

  private static final String SERVERS = "KAFKA_BOOTSTRAP_SERVERS";

  private static final Set<String> ACCESS =
      Set.of(
          "BASIC_AUTH",
          "SASL_SCRAM_512_AUTH",
          "SASL_SCRAM_256_AUTH",
          "VPC_SUBNET",
          "VPC_SECURITY_GROUP");

  private SourceRules() {}

  static MappedSource of(CreateEventSourceMappingRequest request, String uuid) {
    var arn = request.eventSourceArn();
    var selfManaged = request.selfManagedEventSource() != null;
    if ((arn == null) == !selfManaged) {
      throw MappingErrors.unknownSource();
    }
    return selfManaged ? topic(request, uuid) : stream(arn, request);
  }

  private static DynamoDbStream stream(String text, CreateEventSourceMappingRequest request) {
    var arn = Arn.parse(text);
    var missing = arn == null ? null : MISSING.get(arn.service());
    if (missing != null) {
      throw FunctionErrors.notSimulated(missing);
    }
    if (StreamTopic.of(text).isEmpty()) {
      throw MappingErrors.unknownSource();
    }
    refuse(request.hasTopics(), "Topics");
    refuse(request.hasSourceAccessConfigurations(), "SourceAccessConfigurations");
    refuse(
        request.selfManagedKafkaEventSourceConfig() != null, "SelfManagedKafkaEventSourceConfig");
    return new DynamoDbStream(text);
  }

  private static KafkaTopic topic(CreateEventSourceMappingRequest request, String uuid) {
    var servers = request.selfManagedEventSource().endpointsAsStrings().get(SERVERS);
    if (servers == null || servers.isEmpty()) {
      throw MappingErrors.unknownSource();
    }
    if (request.topics().size() != 1) {
      throw FunctionErrors.invalid("Required 'topics' parameter is missing.");
    }
    if (request.sourceAccessConfigurations().isEmpty()) {
      throw FunctionErrors.invalid("Required 'sourceAccessConfigurations' parameter is missing.");
    }
    var config = request.selfManagedKafkaEventSourceConfig();
    var group = config == null ? null : config.consumerGroupId();
    return new KafkaTopic(
        List.copyOf(servers),
        request.topics().getFirst(),
        group == null ? uuid : group,
        access(request.sourceAccessConfigurations()));
  }

  static List<Access> access(List<SourceAccessConfiguration> given) {
    return given.stream()
        .map(
            each -> {
              if (!ACCESS.contains(each.typeAsString())) {
                throw FunctionErrors.notSimulated(
                    "source access configurations of type " + each.typeAsString());
              }
              return new Access(each.typeAsString(), each.uri());
            })
        .toList();
  }

  static void refuse(boolean given, String parameter) {
    if (given) {
      throw MappingErrors.unsupported(parameter);
    }
  }
}
