package dev.triggerfish.logs.loggroup;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.paging.Page;
import dev.triggerfish.logs.storage.LikePattern;
import dev.triggerfish.logs.storage.NextToken;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/** Describing groups. */
final class LogGroupListing implements OperationGroup {

  private static final int DEFAULT_LIMIT = 50;

  private final LogGroupStore store;

  LogGroupListing(LogGroupStore store) {
    this.store = store;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html">AWS</a>.
   */
  @AwsOperation(
      action = "logs:DescribeLogGroups",
      resource = "log-group::log-stream:",
      acts = {
        "logGroupNamePrefix",
        "logGroupNamePattern",
        "logGroupIdentifiers",
        "logGroupClass",
        "nextToken",
        "limit"
      },
      refused = {"accountIdentifiers", "includeLinkedAccounts"})
  DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request, Caller caller) {
    check(request);
    if (request.hasLogGroupIdentifiers()) {
      return DescribeLogGroupsResponse.builder()
          .logGroups(identified(request, caller).stream().map(LogGroupListing::whole).toList())
          .build();
    }
    if (request.logGroupClass() != null && request.logGroupClass() != LogGroupClass.STANDARD) {
      return DescribeLogGroupsResponse.builder().logGroups(List.of()).build();
    }
    return page(request, caller);
  }

  private DescribeLogGroupsResponse page(DescribeLogGroupsRequest request, Caller caller) {
    var byPattern = isGiven(request.logGroupNamePattern());
    var like =
        byPattern
            ? LikePattern.containing(request.logGroupNamePattern())
            : LikePattern.prefix(Objects.requireNonNullElse(request.logGroupNamePrefix(), ""));
    var scope = "groups/" + caller.accountId() + "/" + caller.region() + "/" + like;
    var after = request.nextToken() == null ? "" : NextToken.decode(scope, request.nextToken());
    int limit = Objects.requireNonNullElse(request.limit(), DEFAULT_LIMIT);
    var found = store.list(caller.accountId(), caller.region(), like, after, limit + 1);
    var page = Page.of(found, limit, scope, LogGroup::name);
    return DescribeLogGroupsResponse.builder()
        .logGroups(
            page.items().stream()
                .map(byPattern ? LogGroupListing::brief : LogGroupListing::whole)
                .toList())
        .nextToken(page.token())
        .build();
  }

  private List<LogGroup> identified(DescribeLogGroupsRequest request, Caller caller) {
    return request.logGroupIdentifiers().stream()
        .distinct()
        .map(text -> LogGroupReference.parse(text, caller))
        .filter(group -> group.accountId().equals(caller.accountId()))
        .filter(group -> group.region().equals(caller.region()))
        .map(group -> store.find(group.accountId(), group.region(), group.name()))
        .filter(Objects::nonNull)
        .toList();
  }

  private static void check(DescribeLogGroupsRequest request) {
    if (Boolean.TRUE.equals(request.includeLinkedAccounts()) || request.hasAccountIdentifiers()) {
      throw LogsErrors.invalidParameter(
          "Triggerfish does not simulate linked accounts of monitoring accounts");
    }
    var byPrefix = isGiven(request.logGroupNamePrefix());
    var byPattern = isGiven(request.logGroupNamePattern());
    if (byPrefix && byPattern) {
      throw LogsErrors.invalidParameter(
          "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    var otherFilters =
        byPrefix || byPattern || request.logGroupClass() != null || request.nextToken() != null;
    if (request.hasLogGroupIdentifiers() && otherFilters) {
      throw LogsErrors.invalidParameter(
          "LogGroup identifiers and other filters are mutually exclusive parameters.");
    }
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isEmpty();
  }

  private static software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup whole(
      LogGroup group) {
    return brief(group).toBuilder()
        .retentionInDays(group.retentionInDays())
        .storedBytes(group.storedBytes())
        .kmsKeyId(group.kmsKeyId())
        .deletionProtectionEnabled(false)
        .build();
  }

  /** A group as AWS shows it to those who searched by a pattern. */
  private static software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup brief(
      LogGroup group) {
    return software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup.builder()
        .logGroupName(group.name())
        .creationTime(group.creationTime())
        .metricFilterCount(0)
        .arn(group.arn() + ":*")
        .logGroupArn(group.arn())
        .logGroupClass(LogGroupClass.STANDARD)
        .build();
  }
}
