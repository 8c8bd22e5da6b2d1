package dev.triggerfish.logs.loggroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

@OnEachDatabase("logs")
class LogGroupOperationsTest {

  private static final Caller CALLER = Callers.root("eu-west-1");

  private final ServiceContext context;
  private final LogGroupLifecycle lifecycle;
  private final LogGroupListing listing;
  private final LogGroupRetention retention;

  LogGroupOperationsTest(TestDatabase database) {
    context =
        new ServiceContext(database, LogsStorageConfiguration.class, LogGroupConfiguration.class);
    lifecycle = context.bean(LogGroupLifecycle.class);
    listing = context.bean(LogGroupListing.class);
    retention = context.bean(LogGroupRetention.class);
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void describesAGroupAsAwsDoes() {
    create("/aws/lambda/f");
    assertThat(describe(DescribeLogGroupsRequest.builder().logGroupNamePrefix("/aws").build()))
        .containsExactly(
            software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup.builder()
                .arn("arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/f:*")
                .logGroupArn("arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/f")
                .logGroupName("/aws/lambda/f")
                .creationTime(context.clock().millis())
                .logGroupClass(LogGroupClass.STANDARD)
                .metricFilterCount(0)
                .storedBytes(0L)
                .deletionProtectionEnabled(false)
                .build());
  }

  @Test
  void describesLessOfGroupsThatAreSearchedByPattern() {
    create("DataLogs");
    create("aws/DataLogs");
    create("datalogs");
    var found = describe(DescribeLogGroupsRequest.builder().logGroupNamePattern("taLog").build());
    assertThat(found).extracting(g -> g.logGroupName()).containsExactly("DataLogs", "aws/DataLogs");
    assertThat(found.getFirst().storedBytes()).isNull();
    assertThat(found.getFirst().deletionProtectionEnabled()).isNull();
    assertThat(found.getFirst().logGroupClass()).isEqualTo(LogGroupClass.STANDARD);
  }

  @Test
  void takesWildcardsInPrefixesLiterally() {
    create("a_b");
    create("axb");
    assertThat(describe(DescribeLogGroupsRequest.builder().logGroupNamePrefix("a_").build()))
        .extracting(g -> g.logGroupName())
        .containsExactly("a_b");
  }

  @Test
  void pagesThroughAllGroupsOnceInOrder() {
    var names = IntStream.range(0, 23).mapToObj("group-%02d"::formatted).toList();
    names.reversed().forEach(this::create);
    var seen = new ArrayList<String>();
    String token = null;
    do {
      var page =
          listing.describeLogGroups(
              DescribeLogGroupsRequest.builder().limit(5).nextToken(token).build(), CALLER);
      page.logGroups().forEach(g -> seen.add(g.logGroupName()));
      token = page.nextToken();
    } while (token != null);
    assertThat(seen).isEqualTo(names);
  }

  @Test
  void refusesTokensItDidNotGiveOut() {
    assertThatThrownBy(() -> describe(DescribeLogGroupsRequest.builder().nextToken("x").build()))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("The specified nextToken is invalid.");
  }

  @Test
  void refusesPrefixTogetherWithPattern() {
    assertThatThrownBy(
            () ->
                describe(
                    DescribeLogGroupsRequest.builder()
                        .logGroupNamePrefix("a")
                        .logGroupNamePattern("a")
                        .build()))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage(
            "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
  }

  @Test
  void findsGroupsByNameAndArn() {
    create("a");
    create("b");
    assertThat(
            describe(
                DescribeLogGroupsRequest.builder()
                    .logGroupIdentifiers(
                        "a", "arn:aws:logs:eu-west-1:000000000000:log-group:b:*", "c")
                    .build()))
        .extracting(g -> g.logGroupName())
        .containsExactly("a", "b");
  }

  @Test
  void refusesASecondGroupOfTheSameName() {
    create("a");
    assertThatThrownBy(() -> create("a"))
        .isInstanceOf(ResourceAlreadyExistsException.class)
        .hasMessage("The specified log group already exists");
  }

  @Test
  void keepsAccountsAndRegionsApart() {
    create("a");
    for (var other :
        List.of(
            Callers.root("111111111111", "eu-west-1"), Callers.root("000000000000", "us-east-1"))) {
      assertThat(
              listing
                  .describeLogGroups(DescribeLogGroupsRequest.builder().build(), other)
                  .logGroups())
          .isEmpty();
    }
  }

  @Test
  void deletesAGroupAndSaysWhenThereIsNone() {
    create("a");
    var request = DeleteLogGroupRequest.builder().logGroupName("a").build();
    lifecycle.deleteLogGroup(request, CALLER);
    assertThat(describe(DescribeLogGroupsRequest.builder().build())).isEmpty();
    assertThatThrownBy(() -> lifecycle.deleteLogGroup(request, CALLER))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessage("The specified log group does not exist.");
  }

  @Test
  void setsAndDeletesRetention() {
    create("a");
    retention.putRetentionPolicy(
        PutRetentionPolicyRequest.builder().logGroupName("a").retentionInDays(7).build(), CALLER);
    assertThat(describe(DescribeLogGroupsRequest.builder().build()).getFirst().retentionInDays())
        .isEqualTo(7);
    retention.deleteRetentionPolicy(
        DeleteRetentionPolicyRequest.builder().logGroupName("a").build(), CALLER);
    assertThat(describe(DescribeLogGroupsRequest.builder().build()).getFirst().retentionInDays())
        .isNull();
  }

  @Test
  void refusesRetentionOfOddLengths() {
    create("a");
    assertThatThrownBy(
            () ->
                retention.putRetentionPolicy(
                    PutRetentionPolicyRequest.builder()
                        .logGroupName("a")
                        .retentionInDays(2)
                        .build(),
                    CALLER))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void refusesWhatItDoesNotSimulate() {
    assertThatThrownBy(
            () ->
                lifecycle.createLogGroup(
                    CreateLogGroupRequest.builder()
                        .logGroupName("a")
                        .logGroupClass(LogGroupClass.DELIVERY)
                        .build(),
                    CALLER))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(
            () ->
                lifecycle.createLogGroup(
                    CreateLogGroupRequest.builder()
                        .logGroupName("a")
                        .deletionProtectionEnabled(true)
                        .build(),
                    CALLER))
        .isInstanceOf(InvalidParameterException.class);
    assertThat(describe(DescribeLogGroupsRequest.builder().build())).isEmpty();
  }

  @Test
  void makesNoGroupWithTagsForCallersThatMayNotTag() {
    context.authorizer().deny("logs:TagResource");
    assertThatThrownBy(
            () ->
                lifecycle.createLogGroup(
                    CreateLogGroupRequest.builder()
                        .logGroupName("a")
                        .tags(Map.of("env", "test"))
                        .build(),
                    CALLER))
        .isInstanceOf(AwsServiceException.class);
    assertThat(describe(DescribeLogGroupsRequest.builder().build())).isEmpty();
  }

  @Test
  void authorizesOnTheArnsThatAwsNamesInItsDenials() {
    var resolver = new LogResourceResolver();
    var group = "log-group:{logGroupName}:log-stream:";
    assertThat(
            resolver.resolve(
                group, CreateLogGroupRequest.builder().logGroupName("g").build(), CALLER))
        .isEqualTo("arn:aws:logs:eu-west-1:000000000000:log-group:g:log-stream:");
    assertThat(
            resolver.resolve(
                group,
                FilterLogEventsRequest.builder()
                    .logGroupIdentifier("arn:aws:logs:eu-west-1:111111111111:log-group:g:*")
                    .build(),
                CALLER))
        .isEqualTo("arn:aws:logs:eu-west-1:111111111111:log-group:g:log-stream:");
    assertThat(
            resolver.resolve(
                group + "{logStreamName}",
                GetLogEventsRequest.builder().logGroupName("g").logStreamName("s/1").build(),
                CALLER))
        .isEqualTo("arn:aws:logs:eu-west-1:000000000000:log-group:g:log-stream:s/1");
  }

  private void create(String name) {
    lifecycle.createLogGroup(CreateLogGroupRequest.builder().logGroupName(name).build(), CALLER);
  }

  private List<software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup> describe(
      DescribeLogGroupsRequest request) {
    return listing.describeLogGroups(request, CALLER).logGroups();
  }
}
