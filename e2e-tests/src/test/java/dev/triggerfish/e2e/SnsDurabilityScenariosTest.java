package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** What was published survives {@code kill -9}, wherever it was on its way. */
class SnsDurabilityScenariosTest {

  private static final int BATCHES = 10;
  private static final int BATCH = 10;

  @TempDir private Path folder;

  @Test
  void allMessagesArriveThoughThePlatformIsKilledInBetween() {
    try (var first = AllInOne.start(folder)) {
      var cloud = new Cloud(first.endpoint(), Cloud.ROOT);
      var topic = subscribed(cloud);
      for (var batch = 0; batch < BATCHES; batch++) {
        publish(cloud, topic, batch * BATCH);
      }
      first.process().kill();
    }
    try (var second = AllInOne.start(folder)) {
      var cloud = new Cloud(second.endpoint(), Cloud.ROOT);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(arrived(cloud)).hasSize(BATCHES * BATCH));
    }
  }

  private static String subscribed(Cloud cloud) {
    cloud.function(
        "receiver",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            "def handler(event, c): print('got', event['Records'][0]['Sns']['Message'])"));
    var topic = cloud.sns.createTopic(r -> r.name("kept")).topicArn();
    cloud.lambda.addPermission(
        r ->
            r.functionName("receiver")
                .statementId("sns")
                .action("lambda:InvokeFunction")
                .principal("sns.amazonaws.com")
                .sourceArn(topic));
    cloud.sns.subscribe(
        r ->
            r.topicArn(topic)
                .protocol("lambda")
                .endpoint("arn:aws:lambda:us-east-1:000000000000:function:receiver"));
    return topic;
  }

  private static void publish(Cloud cloud, String topic, int from) {
    var entries =
        IntStream.range(from, from + BATCH)
            .mapToObj(
                i -> PublishBatchRequestEntry.builder().id("e" + i).message("message-" + i).build())
            .toList();
    cloud.sns.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(entries));
  }

  /** Each may arrive more than once. */
  private static Set<String> arrived(Cloud cloud) {
    return cloud.log("receiver", "got message-").stream()
        .map(event -> event.message().strip())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
