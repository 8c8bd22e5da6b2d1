package dev.triggerfish.eventbus.sqs.queue;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.sqs.queue.QueueStore.Creation;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;

/** Making and deleting queues. */
final class QueueLifecycle implements OperationGroup {

  private final QueueStore store;
  private final QueuePolicies policies;
  private final QueueUrls urls;
  private final PlatformClock clock;

  QueueLifecycle(QueueStore store, QueuePolicies policies, QueueUrls urls, PlatformClock clock) {
    this.store = store;
    this.policies = policies;
    this.urls = urls;
    this.clock = clock;
  }

  /**
   * Messages cannot be sent yet, so attributes that rule messages are kept and compared alone. See
   * <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">AWS</a>.
   */
  @AwsOperation(
      action = "sqs:CreateQueue",
      resource = "{QueueName}",
      acts = {"QueueName", "Attributes"},
      stored = {
        "tags",
        "Attributes.DelaySeconds",
        "Attributes.MaximumMessageSize",
        "Attributes.MessageRetentionPeriod",
        "Attributes.ReceiveMessageWaitTimeSeconds",
        "Attributes.VisibilityTimeout",
        "Attributes.RedrivePolicy",
        "Attributes.RedriveAllowPolicy",
        "Attributes.KmsMasterKeyId",
        "Attributes.KmsDataKeyReusePeriodSeconds",
        "Attributes.SqsManagedSseEnabled",
        "Attributes.ContentBasedDeduplication",
        "Attributes.DeduplicationScope",
        "Attributes.FifoThroughputLimit"
      })
  CreateQueueResponse createQueue(CreateQueueRequest request, Caller caller) {
    var key = new QueueKey(caller.region(), caller.accountId(), request.queueName());
    var given = request.attributesAsStrings();
    var fifo = "true".equals(given.get(QueueAttribute.FIFO_QUEUE.wireName()));
    checkName(key, fifo);
    var attributes = QueueAttribute.checked(given, fifo);
    var tags = QueueTags.checked(key, request.tags());
    var queue = new Queue(key, QueueAttribute.complete(attributes, fifo), tags, clock.millis());
    switch (store.create(queue)) {
      case Creation.Created() -> policies.forget(key);
      case Creation.Existing(var existing) -> checkSame(attributes, existing);
      case Creation.DeletedRecently() -> throw SqsErrors.deletedRecently();
    }
    return CreateQueueResponse.builder().queueUrl(urls.url(key, caller)).build();
  }

  private static void checkName(QueueKey key, boolean fifo) {
    if (fifo && !(key.isFifo() && key.isNameLegal())) {
      throw SqsErrors.invalidFifoName();
    }
    if (!fifo && (key.isFifo() || !key.isNameLegal())) {
      throw SqsErrors.invalidName();
    }
  }

  /** Attributes that the request does not give may have any value. */
  private static void checkSame(Map<String, String> given, Queue existing) {
    given.forEach(
        (name, value) -> {
          if (!QueueAttribute.sameValue(value, existing.attributes().get(name))) {
            throw SqsErrors.otherAttribute(name);
          }
        });
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html">AWS</a>.
   */
  @AwsOperation(
      action = "sqs:DeleteQueue",
      resource = "{QueueUrl}",
      acts = {"QueueUrl"})
  DeleteQueueResponse deleteQueue(DeleteQueueRequest request, Caller caller) {
    var key = urls.queue(request.queueUrl(), caller);
    if (!store.delete(key, clock.millis())) {
      throw SqsErrors.noQueue();
    }
    policies.forget(key);
    return DeleteQueueResponse.builder().build();
  }
}
