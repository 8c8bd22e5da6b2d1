package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.invoker.eventsource.mapping.MappedSource.DynamoDbStream;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.KafkaTopic;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.EndPointType;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingMetric;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.SourceAccessConfiguration;

/** Mappings as AWS shows them: each kind of source has its own members. */
final class MappingReplies {

  private MappingReplies() {}

  static EventSourceMappingConfiguration of(EventSourceMapping mapping) {
    var settings = mapping.settings();
    var reply =
        EventSourceMappingConfiguration.builder()
            .uuid(mapping.uuid())
            .eventSourceMappingArn(mapping.arn())
            .functionArn(mapping.functionArn())
            .batchSize(settings.batchSize())
            .maximumBatchingWindowInSeconds(settings.batchingWindowSeconds())
            .startingPosition(settings.startingPosition())
            .startingPositionTimestamp(settings.startingTimestamp())
            .lastModified(mapping.modified())
            .lastProcessingResult(mapping.lastResult())
            .state(mapping.state().text())
            .stateTransitionReason(mapping.source().transitionReason());
    if (!settings.filters().isEmpty()) {
      reply.filterCriteria(
          criteria ->
              criteria.filters(
                  settings.filters().stream()
                      .map(pattern -> Filter.builder().pattern(pattern).build())
                      .toList()));
    }
    if (settings.countsEvents()) {
      reply.metricsConfig(metrics -> metrics.metrics(EventSourceMappingMetric.EVENT_COUNT));
    }
    switch (mapping.source()) {
      case DynamoDbStream stream -> show(stream, settings, reply);
      case KafkaTopic topic -> show(topic, settings, reply);
    }
    return reply.build();
  }

  private static void show(
      DynamoDbStream stream,
      MappingSettings settings,
      EventSourceMappingConfiguration.Builder reply) {
    reply
        .eventSourceArn(stream.arn())
        .parallelizationFactor(settings.parallelizationFactor())
        .maximumRecordAgeInSeconds(settings.maximumRecordAgeSeconds())
        .maximumRetryAttempts(settings.maximumRetryAttempts())
        .bisectBatchOnFunctionError(settings.bisects())
        .tumblingWindowInSeconds(settings.tumblingWindowSeconds())
        .functionResponseTypes(responseTypes(settings))
        .destinationConfig(
            config -> config.onFailure(failure -> failure.destination(settings.onFailure())));
  }

  /** What is as it was by default is not shown. */
  private static void show(
      KafkaTopic topic, MappingSettings settings, EventSourceMappingConfiguration.Builder reply) {
    reply
        .selfManagedEventSource(
            source ->
                source.endpoints(
                    Map.of(EndPointType.KAFKA_BOOTSTRAP_SERVERS, topic.bootstrapServers())))
        .selfManagedKafkaEventSourceConfig(
            config -> config.consumerGroupId(topic.consumerGroupId()))
        .topics(topic.topic())
        .sourceAccessConfigurations(
            topic.access().stream()
                .map(
                    each ->
                        SourceAccessConfiguration.builder()
                            .type(each.type())
                            .uri(each.uri())
                            .build())
                .toList())
        .maximumRecordAgeInSeconds(unlessUnlimited(settings.maximumRecordAgeSeconds()))
        .maximumRetryAttempts(unlessUnlimited(settings.maximumRetryAttempts()));
    if (settings.bisects()) {
      reply.bisectBatchOnFunctionError(true);
    }
    if (settings.reportsItemFailures()) {
      reply.functionResponseTypes(responseTypes(settings));
    }
    var onFailure = settings.onFailure();
    if (onFailure != null) {
      reply.destinationConfig(
          config -> config.onFailure(failure -> failure.destination(onFailure)));
    }
  }

  private static @Nullable Integer unlessUnlimited(int number) {
    return number == MappingSettings.UNLIMITED ? null : number;
  }

  private static List<FunctionResponseType> responseTypes(MappingSettings settings) {
    return settings.reportsItemFailures()
        ? List.of(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
        : List.of();
  }
}
