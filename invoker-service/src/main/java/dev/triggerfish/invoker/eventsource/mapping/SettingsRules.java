package dev.triggerfish.invoker.eventsource.mapping;

import static java.util.Objects.requireNonNullElse;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.delivery.sender.Sender;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.DynamoDbStream;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.pattern.Dialect;
import dev.triggerfish.pattern.EventPattern;
import dev.triggerfish.pattern.InvalidPatternException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingMetric;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingMetricsConfig;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.FilterCriteria;

/**
 * What settings a source may have. Ranges of single numbers are AWS's model's, and checked before.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Parameters
 *     for DynamoDB event source mappings</a>
 */
final class SettingsRules {

  /** Where AWS's quota of filters begins; it can be raised to 10. */
  private static final int MOST_FILTERS = 10;

  private static final int LEAST_AGE_SECONDS = 60;
  private static final Set<String> DESTINATIONS = Set.of("sns", "s3", "sqs");

  private SettingsRules() {}

  /** The settings of a new mapping. */
  static MappingSettings first(CreateEventSourceMappingRequest request, MappedSource source) {
    var position = request.startingPosition();
    if (position == null) {
      throw MappingErrors.noPosition();
    }
    var atTimestamp = position == EventSourcePosition.AT_TIMESTAMP;
    if (atTimestamp && source instanceof DynamoDbStream(var arn)) {
      throw MappingErrors.unsupportedPosition(arn);
    }
    if (atTimestamp != (request.startingPositionTimestamp() != null)) {
      throw FunctionErrors.invalid(
          "StartingPositionTimestamp is required for the starting position AT_TIMESTAMP, and goes"
              + " with no other.");
    }
    return merged(request, source, MappingSettings.defaults(source));
  }

  /**
   * What is there, with what a request says instead.
   *
   * @param request of an update, or of a creation
   */
  static MappingSettings merged(
      CreateEventSourceMappingRequest request, MappedSource source, MappingSettings before) {
    if (!(source instanceof DynamoDbStream)) {
      SourceRules.refuse(request.parallelizationFactor() != null, "ParallelizationFactor");
      SourceRules.refuse(request.tumblingWindowInSeconds() != null, "TumblingWindowInSeconds");
    }
    var settings =
        new MappingSettings(
            requireNonNullElse(request.batchSize(), before.batchSize()),
            request.maximumBatchingWindowInSeconds() == null
                ? before.batchingWindowSeconds()
                : request.maximumBatchingWindowInSeconds(),
            requireNonNullElse(request.parallelizationFactor(), before.parallelizationFactor()),
            requireNonNullElse(request.startingPosition(), before.startingPosition()),
            request.startingPositionTimestamp() == null
                ? before.startingTimestamp()
                : request.startingPositionTimestamp(),
            requireNonNullElse(
                request.maximumRecordAgeInSeconds(), before.maximumRecordAgeSeconds()),
            requireNonNullElse(request.maximumRetryAttempts(), before.maximumRetryAttempts()),
            requireNonNullElse(request.bisectBatchOnFunctionError(), before.bisects()),
            requireNonNullElse(request.tumblingWindowInSeconds(), before.tumblingWindowSeconds()),
            request.hasFunctionResponseTypes()
                ? !request.functionResponseTypes().isEmpty()
                : before.reportsItemFailures(),
            filters(request.filterCriteria(), before.filters()),
            onFailure(request.destinationConfig(), before.onFailure()),
            countsEvents(request.metricsConfig(), before.countsEvents()));
    check(settings);
    return settings;
  }

  private static void check(MappingSettings settings) {
    var age = settings.maximumRecordAgeSeconds();
    if (age != MappingSettings.UNLIMITED && age < LEAST_AGE_SECONDS) {
      throw FunctionErrors.invalid(
          "MaximumRecordAgeInSeconds must be -1, or "
              + LEAST_AGE_SECONDS
              + " seconds or more, but is "
              + age
              + ".");
    }
    if (settings.tumblingWindowSeconds() > 0 && settings.parallelizationFactor() > 1) {
      throw FunctionErrors.invalid(
          "TumblingWindowInSeconds cannot be combined with a ParallelizationFactor above 1: a"
              + " window has one state per shard.");
    }
  }

  private static List<String> filters(@Nullable FilterCriteria given, List<String> before) {
    if (given == null) {
      return before;
    }
    if (given.filters().size() > MOST_FILTERS) {
      throw FunctionErrors.invalid(
          "A filter criteria has at most " + MOST_FILTERS + " filters, and this one has more.");
    }
    return given.filters().stream()
        .map(
            filter -> {
              if (filter.pattern() == null) {
                throw MappingErrors.badFilter();
              }
              try {
                EventPattern.parse(filter.pattern(), Dialect.LAMBDA);
              } catch (InvalidPatternException e) {
                throw MappingErrors.badFilter();
              }
              return filter.pattern();
            })
        .toList();
  }

  private static @Nullable String onFailure(
      @Nullable DestinationConfig given, @Nullable String before) {
    if (given == null) {
      return before;
    }
    SourceRules.refuse(
        given.onSuccess() != null && given.onSuccess().destination() != null, "OnSuccess");
    var destination = given.onFailure() == null ? null : given.onFailure().destination();
    if (destination == null || destination.isEmpty()) {
      return null;
    }
    var arn = Arn.parse(destination);
    if (arn == null || !DESTINATIONS.contains(arn.service())) {
      throw FunctionErrors.invalid("The destination ARN " + destination + " is invalid.");
    }
    var missing = Sender.missing(arn);
    if (missing != null) {
      throw FunctionErrors.invalid(missing);
    }
    return destination;
  }

  private static boolean countsEvents(
      @Nullable EventSourceMappingMetricsConfig given, boolean before) {
    if (given == null) {
      return before;
    }
    for (var metric : given.metrics()) {
      if (metric != EventSourceMappingMetric.EVENT_COUNT) {
        throw FunctionErrors.notSimulated("the metrics group " + metric);
      }
    }
    return !given.metrics().isEmpty();
  }
}
