package dev.triggerfish.eventbus.sqs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

@OnEachDatabase("sqs")
class QueueOperationsTest {

  private static final String ACCOUNT = "000000000000";
  private static final String DEAD_LETTERS = "arn:aws:sqs:eu-west-1:000000000000:dead-letters";

  private final ManualClock clock = new ManualClock();
  private final QueueStore store;
  private final QueuePolicies policies;
  private final QueueLifecycle lifecycle;
  private final QueueListing listing;

  QueueOperationsTest(TestDatabase database) {
    store = new QueueStore(database.database());
    policies = new QueuePolicies(store);
    var urls = new QueueUrls(URI.create("http://localhost:4566"));
    lifecycle = new QueueLifecycle(store, policies, urls, clock);
    listing = new QueueListing(store, urls);
  }

  @Test
  void aQueueIsFoundByTheNameOfTheHostThatIsAsked() {
    assertThat(create("jobs")).isEqualTo("http://localhost:4566/000000000000/jobs");

    assertThat(url("jobs", caller("eu-west-1", "sqs.localhost:1234")))
        .isEqualTo("http://sqs.localhost:1234/000000000000/jobs");
  }

  @Test
  void aNewQueueHasTheAttributesThatAwsGives() {
    create("plain");
    create("first.fifo", Map.of("FifoQueue", "true", "VisibilityTimeout", "45"));

    assertThat(attributes("plain"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "DelaySeconds", "0",
                "MaximumMessageSize", "1048576",
                "MessageRetentionPeriod", "345600",
                "ReceiveMessageWaitTimeSeconds", "0",
                "VisibilityTimeout", "30",
                "SqsManagedSseEnabled", "true"));
    assertThat(attributes("first.fifo"))
        .containsEntry("FifoQueue", "true")
        .containsEntry("ContentBasedDeduplication", "false")
        .containsEntry("DeduplicationScope", "queue")
        .containsEntry("FifoThroughputLimit", "perQueue")
        .containsEntry("VisibilityTimeout", "45");
  }

  @Test
  void tagsAreKept() {
    lifecycle.createQueue(
        CreateQueueRequest.builder().queueName("tagged").tags(Map.of("team", "blue")).build(),
        CALLER);

    assertThat(found("tagged").tags()).containsExactly(Map.entry("team", "blue"));
  }

  @Test
  void makingAQueueAgainChangesNothingUnlessAGivenAttributeDiffers() {
    var policy = "{\"maxReceiveCount\": 3, \"deadLetterTargetArn\": \"" + DEAD_LETTERS + "\"}";
    var same = "{\"deadLetterTargetArn\":\"" + DEAD_LETTERS + "\",\"maxReceiveCount\":3}";
    var url = create("again", Map.of("DelaySeconds", "5", "RedrivePolicy", policy));

    assertThat(create("again")).isEqualTo(url);
    assertThat(create("again", Map.of("VisibilityTimeout", "30", "RedrivePolicy", same)))
        .isEqualTo(url);
    assertThatThrownBy(() -> create("again", Map.of("VisibilityTimeout", "31")))
        .isInstanceOf(QueueNameExistsException.class)
        .hasMessageContaining("a different value for attribute VisibilityTimeout");
    assertThat(attributes("again")).containsEntry("VisibilityTimeout", "30");
  }

  @Test
  void namesOfFifoQueuesEndInFifo() {
    create("a".repeat(75) + ".fifo", Map.of("FifoQueue", "true"));

    assertThat(code(() -> create("plain", Map.of("FifoQueue", "true"))))
        .isEqualTo("InvalidParameterValue");
    assertThat(code(() -> create("plain.fifo"))).isEqualTo("InvalidParameterValue");
    assertThat(code(() -> create("a b"))).isEqualTo("InvalidParameterValue");
  }

  @Test
  void aQueuesPolicyIsKnownAsLongAsTheQueueIs() {
    var policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
         "Action":"sqs:GetQueueUrl","Resource":"*"}]}""";
    var url = create("open", Map.of("Policy", policy));

    assertThat(policies.policyOf(found("open").key().arn())).isNotNull();
    delete(url);
    assertThat(policies.policyOf("arn:aws:sqs:eu-west-1:000000000000:open")).isNull();
    assertThat(policies.policyOf("*")).isNull();
  }

  @Test
  void aDeletedQueuesNameRestsForAMinute() {
    var url = create("gone");

    delete(url);

    assertThatThrownBy(() -> url("gone", CALLER)).isInstanceOf(QueueDoesNotExistException.class);
    assertThatThrownBy(() -> delete(url)).isInstanceOf(QueueDoesNotExistException.class);
    clock.advance(Duration.ofSeconds(59));
    assertThatThrownBy(() -> create("gone")).isInstanceOf(QueueDeletedRecentlyException.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(create("gone")).isEqualTo(url);
    delete(url);
    assertThatThrownBy(() -> create("gone")).isInstanceOf(QueueDeletedRecentlyException.class);
  }

  @Test
  void ofAUrlOnlyAccountAndNameCount() {
    create("named");

    delete("https://sqs.us-east-1.amazonaws.com/000000000000/named");

    assertThatThrownBy(() -> url("named", CALLER)).isInstanceOf(QueueDoesNotExistException.class);
  }

  @Test
  void listsHavePagesWhenTheyAreAskedFor() {
    for (var name : List.of("b-1", "a-2", "B-1", "a-1", "a-3", "c")) {
      create(name);
    }
    lifecycle.createQueue(
        CreateQueueRequest.builder().queueName("elsewhere").build(), caller("us-east-1", null));

    assertThat(names(list(_ -> {}))).containsExactly("B-1", "a-1", "a-2", "a-3", "b-1", "c");
    assertThat(list(_ -> {}).nextToken()).isNull();
    var first = list(r -> r.queueNamePrefix("a-").maxResults(2));
    assertThat(names(first)).containsExactly("a-1", "a-2");
    var second = list(r -> r.queueNamePrefix("a-").maxResults(2).nextToken(first.nextToken()));
    assertThat(names(second)).containsExactly("a-3");
    assertThat(second.nextToken()).isNull();
    assertThat(list(r -> r.queueNamePrefix("d")).hasQueueUrls()).isFalse();
    assertThat(code(() -> list(r -> r.maxResults(1001)))).isEqualTo("InvalidParameterValue");
    assertThat(code(() -> list(r -> r.maxResults(0)))).isEqualTo("InvalidParameterValue");
    assertThat(code(() -> list(r -> r.nextToken("%")))).isEqualTo("InvalidParameterValue");
  }

  static final Caller CALLER = caller("eu-west-1", "localhost:4566");

  private static Caller caller(String region, @Nullable String host) {
    return new Caller(
        new Principal.Root(ACCOUNT),
        ACCOUNT,
        region,
        "request-1",
        RequestOrigin.CLIENT,
        null,
        null,
        null,
        null,
        host,
        null);
  }

  private String create(String name) {
    return create(name, Map.of());
  }

  private String create(String name, Map<String, String> attributes) {
    return lifecycle
        .createQueue(
            CreateQueueRequest.builder().queueName(name).attributesWithStrings(attributes).build(),
            CALLER)
        .queueUrl();
  }

  private void delete(String url) {
    lifecycle.deleteQueue(DeleteQueueRequest.builder().queueUrl(url).build(), CALLER);
  }

  private String url(String name, Caller caller) {
    return listing
        .getQueueUrl(GetQueueUrlRequest.builder().queueName(name).build(), caller)
        .queueUrl();
  }

  private Queue found(String name) {
    return Objects.requireNonNull(store.find(new QueueKey("eu-west-1", ACCOUNT, name)));
  }

  private Map<String, String> attributes(String name) {
    return found(name).attributes();
  }

  private ListQueuesResponse list(Consumer<ListQueuesRequest.Builder> request) {
    return listing.listQueues(ListQueuesRequest.builder().applyMutation(request).build(), CALLER);
  }

  private static List<String> names(ListQueuesResponse response) {
    var names = new ArrayList<String>();
    response.queueUrls().forEach(url -> names.add(url.substring(url.lastIndexOf('/') + 1)));
    return names;
  }

  private static @Nullable String code(Runnable call) {
    try {
      call.run();
      return null;
    } catch (AwsServiceException e) {
      return e.awsErrorDetails() == null
          ? e.getClass().getSimpleName()
          : e.awsErrorDetails().errorCode();
    }
  }
}
