package dev.triggerfish.logs.logstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.logs.loggroup.LogGroupConfiguration;
import dev.triggerfish.logs.loggroup.LogGroupStore;
import dev.triggerfish.logs.loggroup.NewLogGroup;
import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

@OnEachDatabase("logs")
class LogStreamOperationsTest {

  private final ServiceContext context;
  private final LogStreamLifecycle lifecycle;
  private final LogStreamListing listing;

  LogStreamOperationsTest(TestDatabase database) {
    context =
        new ServiceContext(
            database,
            LogsStorageConfiguration.class,
            LogGroupConfiguration.class,
            LogStreamConfiguration.class);
    lifecycle = context.bean(LogStreamLifecycle.class);
    listing = context.bean(LogStreamListing.class);
  }

  @BeforeEach
  void createGroup() {
    context
        .bean(LogGroupStore.class)
        .create(NewLogGroup.plain("000000000000", "eu-west-1", "g", 1));
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void describesAStreamAsAwsDoes() {
    create("s");
    for (var request :
        List.of(
            DescribeLogStreamsRequest.builder().logGroupName("g").build(),
            DescribeLogStreamsRequest.builder().logGroupIdentifier("g").build(),
            DescribeLogStreamsRequest.builder()
                .logGroupIdentifier("arn:aws:logs:eu-west-1:000000000000:log-group:g")
                .build())) {
      var streams = listing.describeLogStreams(request, Callers.root("eu-west-1")).logStreams();
      assertThat(streams).hasSize(1);
      assertThat(streams.getFirst().toString())
          .isEqualTo(
              "LogStream(LogStreamName=s, CreationTime="
                  + context.clock().millis()
                  + ", Arn=arn:aws:logs:eu-west-1:000000000000:log-group:g:log-stream:s,"
                  + " StoredBytes=0)");
    }
  }

  @Test
  void refusesNameTogetherWithIdentifier() {
    assertThatThrownBy(
            () ->
                listing.describeLogStreams(
                    DescribeLogStreamsRequest.builder()
                        .logGroupName("g")
                        .logGroupIdentifier("g")
                        .build(),
                    Callers.root("eu-west-1")))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("LogGroup name and LogGroup ARN are mutually exclusive parameters.");
            });
  }

  @Test
  void refusesASecondStreamOfTheSameName() {
    create("s");
    assertThatThrownBy(() -> create("s"))
        .isInstanceOf(ResourceAlreadyExistsException.class)
        .hasMessage("The specified log stream already exists");
  }

  @Test
  void deletesAStreamAndSaysWhenThereIsNone() {
    create("s");
    var request = DeleteLogStreamRequest.builder().logGroupName("g").logStreamName("s").build();
    lifecycle.deleteLogStream(request, Callers.root("eu-west-1"));
    assertThatThrownBy(() -> lifecycle.deleteLogStream(request, Callers.root("eu-west-1")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessage("The specified log stream does not exist.");
  }

  @Test
  void refusesPrefixWhenOrderedByTime() {
    assertThatThrownBy(
            () ->
                listing.describeLogStreams(
                    DescribeLogStreamsRequest.builder()
                        .logGroupName("g")
                        .logStreamNamePrefix("s")
                        .orderBy(OrderBy.LAST_EVENT_TIME)
                        .build(),
                    Callers.root("eu-west-1")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("Cannot order by LastEventTime with a logStreamNamePrefix.");
  }

  @ParameterizedTest
  @CsvSource({
    "LOG_STREAM_NAME, false, 0 1 2 3 4 5 6",
    "LOG_STREAM_NAME, true, 6 5 4 3 2 1 0",
    // 0 and 1 have no events; 2 to 6 have theirs at 3, 2, 3, 2, 3.
    "LAST_EVENT_TIME, false, 0 1 3 5 2 4 6",
    "LAST_EVENT_TIME, true, 6 4 2 5 3 1 0"
  })
  void pagesThroughAllStreamsOnceInOrder(OrderBy orderBy, boolean descending, String expected) {
    IntStream.range(0, 7).forEach(i -> create(Integer.toString(i)));
    context
        .database()
        .jdbc()
        .sql("update log_stream set last_event_at = 3 - mod(cast(name as int), 2) where name > '1'")
        .update();
    var seen = new ArrayList<String>();
    String token = null;
    do {
      var page =
          listing.describeLogStreams(
              DescribeLogStreamsRequest.builder()
                  .logGroupName("g")
                  .orderBy(orderBy)
                  .descending(descending)
                  .limit(2)
                  .nextToken(token)
                  .build(),
              Callers.root("eu-west-1"));
      page.logStreams().forEach(stream -> seen.add(stream.logStreamName()));
      token = page.nextToken();
    } while (token != null);
    assertThat(String.join(" ", seen)).isEqualTo(expected);
  }

  private void create(String name) {
    lifecycle.createLogStream(
        CreateLogStreamRequest.builder().logGroupName("g").logStreamName(name).build(),
        Callers.root("eu-west-1"));
  }
}
