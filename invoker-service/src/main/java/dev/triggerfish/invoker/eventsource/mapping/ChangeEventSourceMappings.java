package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.KafkaTopic;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.function.Members;
import java.util.UUID;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingResponse;

/**
 * CreateEventSourceMapping, UpdateEventSourceMapping and DeleteEventSourceMapping.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">
 *     CreateEventSourceMapping</a>
 */
final class ChangeEventSourceMappings implements OperationGroup {

  private static final int MOST_TAGS = 50;

  private final EventSourceMappings mappings;
  private final MappedFunctionRoles roles;
  private final SourceAccess access;
  private final PlatformClock clock;

  ChangeEventSourceMappings(
      EventSourceMappings mappings,
      MappedFunctionRoles roles,
      SourceAccess access,
      PlatformClock clock) {
    this.mappings = mappings;
    this.roles = roles;
    this.access = access;
    this.clock = clock;
  }

  @AwsOperation(
      action = "lambda:CreateEventSourceMapping",
      acts = {
        "EventSourceArn",
        "FunctionName",
        "Enabled",
        "BatchSize",
        "FilterCriteria",
        "MaximumBatchingWindowInSeconds",
        "ParallelizationFactor",
        "StartingPosition",
        "StartingPositionTimestamp",
        "DestinationConfig",
        "MaximumRecordAgeInSeconds",
        "BisectBatchOnFunctionError",
        "MaximumRetryAttempts",
        "Tags",
        "TumblingWindowInSeconds",
        "Topics",
        "SourceAccessConfigurations",
        "SelfManagedEventSource",
        "FunctionResponseTypes",
        "SelfManagedKafkaEventSourceConfig",
        "MetricsConfig"
      },
      refused = {
        "Queues",
        "AmazonManagedKafkaEventSourceConfig",
        "ScalingConfig",
        "DocumentDBEventSourceConfig",
        "KMSKeyArn",
        "LoggingConfig",
        "ProvisionedPollerConfig"
      })
  CreateEventSourceMappingResponse createEventSourceMapping(
      CreateEventSourceMappingRequest request, Caller caller) {
    var uuid = UUID.randomUUID().toString();
    var source = SourceRules.of(request, uuid);
    var settings = SettingsRules.first(request, source);
    if (request.tags().size() > MOST_TAGS) {
      throw FunctionErrors.invalid("Number of tags exceeds resource tag limit.");
    }
    var mapping =
        new EventSourceMapping(
            uuid,
            function(request.functionName(), caller),
            source,
            settings,
            !Boolean.FALSE.equals(request.enabled()),
            MappingState.CREATING,
            EventSourceMapping.NOTHING_YET,
            clock.now(),
            0);
    requireReadable(mapping);
    mappings.add(mapping, request.tags());
    return Members.copy(MappingReplies.of(mapping), CreateEventSourceMappingResponse.builder())
        .build();
  }

  @AwsOperation(
      action = "lambda:UpdateEventSourceMapping",
      resource = "event-source-mapping:{UUID}",
      acts = {
        "UUID",
        "FunctionName",
        "Enabled",
        "BatchSize",
        "FilterCriteria",
        "MaximumBatchingWindowInSeconds",
        "DestinationConfig",
        "MaximumRecordAgeInSeconds",
        "BisectBatchOnFunctionError",
        "MaximumRetryAttempts",
        "ParallelizationFactor",
        "SourceAccessConfigurations",
        "TumblingWindowInSeconds",
        "FunctionResponseTypes",
        "SelfManagedKafkaEventSourceConfig",
        "MetricsConfig"
      },
      refused = {
        "AmazonManagedKafkaEventSourceConfig",
        "ScalingConfig",
        "DocumentDBEventSourceConfig",
        "KMSKeyArn",
        "LoggingConfig",
        "ProvisionedPollerConfig"
      })
  UpdateEventSourceMappingResponse updateEventSourceMapping(
      UpdateEventSourceMappingRequest request, Caller caller) {
    var before = mappings.require(caller.accountId(), caller.region(), request.uuid());
    if (!before.state().isSettled()) {
      throw MappingErrors.inUse("update");
    }
    var given = Members.copy(request, CreateEventSourceMappingRequest.builder()).build();
    var source = source(given, before.source());
    var changed =
        before.changed(
            request.functionName() == null
                ? before.function()
                : function(request.functionName(), caller),
            source,
            SettingsRules.merged(given, source, before.settings()),
            request.enabled() == null ? before.enabled() : request.enabled(),
            clock.now());
    mappings.requireOnly(changed);
    if (request.functionName() != null || !source.equals(before.source())) {
      requireReadable(changed);
    }
    mappings.change(changed, "update");
    return Members.copy(MappingReplies.of(changed), UpdateEventSourceMappingResponse.builder())
        .build();
  }

  private static MappedSource source(CreateEventSourceMappingRequest given, MappedSource before) {
    var config = given.selfManagedKafkaEventSourceConfig();
    if (!(before instanceof KafkaTopic topic)) {
      SourceRules.refuse(given.hasSourceAccessConfigurations(), "SourceAccessConfigurations");
      SourceRules.refuse(config != null, "SelfManagedKafkaEventSourceConfig");
      return before;
    }
    if (config != null
        && config.consumerGroupId() != null
        && !config.consumerGroupId().equals(topic.consumerGroupId())) {
      throw FunctionErrors.invalid("The consumer group id of a mapping cannot be changed.");
    }
    return given.hasSourceAccessConfigurations()
        ? new KafkaTopic(
            topic.bootstrapServers(),
            topic.topic(),
            topic.consumerGroupId(),
            SourceRules.access(given.sourceAccessConfigurations()))
        : topic;
  }

  @AwsOperation(
      action = "lambda:DeleteEventSourceMapping",
      resource = "event-source-mapping:{UUID}",
      acts = "UUID")
  DeleteEventSourceMappingResponse deleteEventSourceMapping(
      DeleteEventSourceMappingRequest request, Caller caller) {
    var before = mappings.require(caller.accountId(), caller.region(), request.uuid());
    if (!before.state().isSettled()) {
      throw MappingErrors.inUse("delete");
    }
    var deleted = before.in(MappingState.DELETING);
    mappings.change(deleted, "delete");
    return Members.copy(MappingReplies.of(deleted), DeleteEventSourceMappingResponse.builder())
        .build();
  }

  /** A full ARN with {@code $LATEST} is kept without it, a name with it is kept as it is. */
  private static FunctionName function(String text, Caller caller) {
    var name = FunctionName.addressed(text, null, caller);
    return text.startsWith("arn:") && FunctionVersion.LATEST.equals(name.qualifier())
        ? new FunctionName(name.accountId(), name.region(), name.name(), null)
        : name;
  }

  private void requireReadable(EventSourceMapping mapping) {
    var role = roles.of(mapping.function());
    if (role == null) {
      throw MappingErrors.noFunction();
    }
    mappings.requireOnly(mapping);
    var refusal = access.refusal(mapping.source(), role);
    if (refusal != null) {
      throw FunctionErrors.invalid(refusal);
    }
  }
}
