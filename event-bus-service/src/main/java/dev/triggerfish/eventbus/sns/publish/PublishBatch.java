package dev.triggerfish.eventbus.sns.publish;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.sns.topic.SnsErrors;
import dev.triggerfish.eventbus.sns.topic.SnsNames;
import dev.triggerfish.eventbus.sns.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;

/**
 * Publishes up to ten messages at once.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 */
final class PublishBatch implements OperationGroup {

  private static final int MOST_ENTRIES = 10;
  private static final int LONGEST_ID = 80;
  private static final int LONGEST_BYTES = 262_144;

  private final Topics topics;
  private final Publisher publisher;

  PublishBatch(Topics topics, Publisher publisher) {
    this.topics = topics;
    this.publisher = publisher;
  }

  @AwsOperation(
      action = "sns:Publish",
      resource = "{TopicArn}",
      acts = {"TopicArn", "PublishBatchRequestEntries"},
      refused = {
        "PublishBatchRequestEntries.MessageDeduplicationId",
        "PublishBatchRequestEntries.MessageGroupId"
      })
  PublishBatchResponse publishBatch(PublishBatchRequest request, Caller caller) {
    var topic = topics.existing(request.topicArn(), caller);
    var entries = request.publishBatchRequestEntries();
    checkEntries(entries);
    var messages = entries.stream().map(PublishBatch::message).toList();
    if (messages.stream().mapToLong(Message::sizeBytes).sum() > LONGEST_BYTES) {
      throw BatchRequestTooLongException.builder()
          .message("The length of all the messages put together is more than the limit.")
          .build();
    }
    var ids = publisher.publish(topic, messages, caller);
    return response(entries, ids);
  }

  private static PublishBatchResponse response(
      List<PublishBatchRequestEntry> entries, List<String> messageIds) {
    var successful = new ArrayList<PublishBatchResultEntry>();
    for (var at = 0; at < entries.size(); at++) {
      successful.add(
          PublishBatchResultEntry.builder()
              .id(entries.get(at).id())
              .messageId(messageIds.get(at))
              .build());
    }
    return PublishBatchResponse.builder().successful(successful).failed(List.of()).build();
  }

  private static void checkEntries(List<PublishBatchRequestEntry> entries) {
    if (entries.isEmpty()) {
      throw EmptyBatchRequestException.builder()
          .message("The batch request doesn't contain any entries.")
          .build();
    }
    if (entries.size() > MOST_ENTRIES) {
      throw TooManyEntriesInBatchRequestException.builder()
          .message("The batch request contains more entries than permissible.")
          .build();
    }
    var ids = new HashSet<String>();
    for (var entry : entries) {
      checkId(entry.id());
      if (!ids.add(entry.id())) {
        throw BatchEntryIdsNotDistinctException.builder()
            .message("Two or more batch entries in the request have the same Id.")
            .build();
      }
      if (entry.messageDeduplicationId() != null || entry.messageGroupId() != null) {
        throw SnsErrors.notSimulated("MessageDeduplicationId or MessageGroupId");
      }
    }
  }

  private static void checkId(String id) {
    if (id.length() > LONGEST_ID) {
      throw InvalidBatchEntryIdException.builder()
          .message("The Id of a batch entry in the batch request is too long: " + id)
          .build();
    }
    if (!id.chars().allMatch(SnsNames::isNameCharacter)) {
      throw InvalidBatchEntryIdException.builder()
          .message(
              "The Id of a batch entry in the batch request contains an impermissible character: "
                  + id)
          .build();
    }
  }

  private static Message message(PublishBatchRequestEntry entry) {
    return Message.of(
        entry.subject(), entry.message(), entry.messageStructure(), entry.messageAttributes());
  }
}
