package dev.triggerfish.eventbus.sqs.queue;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.paging.PageToken;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/** Finding queues. */
final class QueueListing implements OperationGroup {

  private static final int MOST_RESULTS = 1_000;

  private final QueueStore store;
  private final QueueUrls urls;

  QueueListing(QueueStore store, QueueUrls urls) {
    this.store = store;
    this.urls = urls;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html">AWS</a>.
   */
  @AwsOperation(
      action = "sqs:GetQueueUrl",
      resource = "{QueueName}",
      acts = {"QueueName", "QueueOwnerAWSAccountId"})
  GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request, Caller caller) {
    var owner = Objects.requireNonNullElse(request.queueOwnerAWSAccountId(), caller.accountId());
    var key = new QueueKey(caller.region(), owner, request.queueName());
    if (!key.isNameLegal()) {
      throw SqsErrors.invalidName();
    }
    if (store.find(key) == null) {
      throw SqsErrors.noQueue();
    }
    return GetQueueUrlResponse.builder().queueUrl(urls.url(key, caller)).build();
  }

  /**
   * Without {@code MaxResults} the first thousand, and no token. See <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html">AWS</a>.
   */
  @AwsOperation(
      action = "sqs:ListQueues",
      acts = {"QueueNamePrefix", "MaxResults", "NextToken"})
  ListQueuesResponse listQueues(ListQueuesRequest request, Caller caller) {
    var paged = request.maxResults() != null;
    var limit = paged ? request.maxResults() : MOST_RESULTS;
    if (limit < 1 || limit > MOST_RESULTS) {
      throw SqsErrors.invalidParameter(
          "Value for parameter MaxResults is invalid. Reason: Must be an integer between 1 and"
              + " 1000.");
    }
    var prefix = Objects.requireNonNullElse(request.queueNamePrefix(), "");
    var scope = "queues/%s/%s/%s".formatted(caller.accountId(), caller.region(), prefix);
    var after = position(scope, request.nextToken());
    var names = store.names(caller.accountId(), caller.region(), prefix, after, limit + 1);
    var page = names.subList(0, Math.min(limit, names.size()));
    var answer = ListQueuesResponse.builder();
    if (!page.isEmpty()) {
      answer.queueUrls(
          page.stream()
              .map(name -> new QueueKey(caller.region(), caller.accountId(), name))
              .map(key -> urls.url(key, caller))
              .toList());
    }
    return answer
        .nextToken(paged && names.size() > limit ? PageToken.encode(scope, page.getLast()) : null)
        .build();
  }

  private static String position(String scope, @Nullable String token) {
    if (token == null || token.isEmpty()) {
      return "";
    }
    var position = PageToken.decode(scope, token);
    if (position == null) {
      throw SqsErrors.invalidParameter("Invalid or expired next token.");
    }
    return position;
  }
}
