package dev.triggerfish.eventbus.sqs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.InvalidAddressException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;

/** What clients may give: names, URLs and attributes. */
class QueueInputTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.b", "ä", ".fifo"})
  void namesThatQueuesCannotHaveAreRefused(String name) {
    assertThat(new QueueKey("eu-west-1", "000000000000", name).isNameLegal()).isFalse();
  }

  @Test
  void namesHaveUpTo80Characters() {
    assertThat(key("a".repeat(80)).isNameLegal()).isTrue();
    assertThat(key("a".repeat(75) + ".fifo").isNameLegal()).isTrue();
    assertThat(key("a".repeat(81)).isNameLegal()).isFalse();
    assertThat(key("a".repeat(76) + ".fifo").isNameLegal()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DelaySeconds | 0 | 900 | 901",
        "MaximumMessageSize | 1024 | 1048576 | 1023",
        "MessageRetentionPeriod | 60 | 1209600 | 59",
        "ReceiveMessageWaitTimeSeconds | 0 | 20 | 21",
        "VisibilityTimeout | 0 | 43200 | 43201",
        "VisibilityTimeout | 1 | 2 | -1",
        "VisibilityTimeout | 1 | 2 | 1.5",
        "VisibilityTimeout | 1 | 2 | 99999999999",
        "KmsDataKeyReusePeriodSeconds | 60 | 86400 | 86401",
        "SqsManagedSseEnabled | true | false | yes"
      })
  void attributesHaveAwsRanges(String name, String least, String most, String beyond) {
    assertThat(checked(name, least)).containsEntry(name, least);
    assertThat(checked(name, most)).containsEntry(name, most);

    assertThatThrownBy(() -> checked(name, beyond))
        .isInstanceOf(InvalidAttributeValueException.class)
        .hasMessageContaining("Invalid value for the parameter " + name + ".");
  }

  @ParameterizedTest
  @CsvSource({
    "Nonsense, 1",
    "QueueArn, a",
    "All, a",
    "FifoQueue, false",
    "DeduplicationScope, queue"
  })
  void attributesThatAStandardQueueDoesNotHaveAreUnknown(String name, String value) {
    assertThatThrownBy(() -> checked(name, value))
        .isInstanceOf(InvalidAttributeNameException.class)
        .hasMessageContaining("Unknown Attribute " + name + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Policy | {}x",
        "RedrivePolicy | nothing",
        "RedrivePolicy | {\"deadLetterTargetArn\":\"arn:aws:sns:a:1:b\",\"maxReceiveCount\":1}",
        "RedrivePolicy | {\"deadLetterTargetArn\":\"arn:aws:sqs:a:1:b\",\"maxReceiveCount\":0}",
        "RedrivePolicy | {\"deadLetterTargetArn\":\"arn:aws:sqs:a:1:b\",\"maxReceiveCount\":1001}",
        "RedrivePolicy | {\"deadLetterTargetArn\":\"arn:aws:sqs:a:1:b\"}",
        "RedriveAllowPolicy | {\"redrivePermission\":\"some\"}",
        "RedriveAllowPolicy | {\"redrivePermission\":\"byQueue\"}"
      })
  void documentsOfAttributesAreChecked(String name, String document) {
    assertThatThrownBy(() -> checked(name, document))
        .isInstanceOf(InvalidAttributeValueException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "http://localhost",
        "http://localhost/1/q",
        "http://h/000000000000/a b",
        "http://h/000000000000/",
        "arn:aws:sqs:eu-west-1:000000000000:q"
      })
  void whatIsNoQueuesUrlIsRefused(String url) {
    assertThatThrownBy(
            () ->
                new QueueUrls(URI.create("http://localhost"))
                    .queue(url, QueueOperationsTest.CALLER))
        .isInstanceOf(InvalidAddressException.class);
  }

  private static QueueKey key(String name) {
    return new QueueKey("eu-west-1", "000000000000", name);
  }

  private static Map<String, String> checked(String name, String value) {
    return QueueAttribute.checked(Map.of(name, value), false);
  }
}
