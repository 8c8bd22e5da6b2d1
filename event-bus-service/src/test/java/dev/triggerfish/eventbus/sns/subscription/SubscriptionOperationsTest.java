package dev.triggerfish.eventbus.sns.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.fixture.SnsOperations;
import dev.triggerfish.eventbus.sns.topic.TopicArn;
import dev.triggerfish.eventbus.sns.topic.TopicConfiguration;
import dev.triggerfish.eventbus.storage.EventBusStorageConfiguration;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

@OnEachDatabase("event-bus")
class SubscriptionOperationsTest {

  private static final String FUNCTION =
      "arn:aws:lambda:eu-west-1:000000000000:function:receiver:live";

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:000000000000:dead";

  private final ServiceContext context;

  private final SnsOperations sns;

  SubscriptionOperationsTest(TestDatabase database) {
    context =
        new ServiceContext(
            database,
            EventBusStorageConfiguration.class,
            TopicConfiguration.class,
            SubscriptionConfiguration.class);
    sns = new SnsOperations(context.beans(OperationGroup.class));
  }

  private String topic = "";

  @BeforeEach
  void createTopic() {
    topic = sns.createTopic("orders", Map.of());
  }

  @AfterEach
  void close() {
    context.close();
  }

  private Map<String, String> attributes(String subscription) {
    return sns.call(
            "GetSubscriptionAttributes",
            GetSubscriptionAttributesRequest.builder().subscriptionArn(subscription).build(),
            GetSubscriptionAttributesResponse.class)
        .attributes();
  }

  private void set(String subscription, String name, String value) {
    sns.call(
        "SetSubscriptionAttributes",
        SetSubscriptionAttributesRequest.builder()
            .subscriptionArn(subscription)
            .attributeName(name)
            .attributeValue(value)
            .build(),
        SetSubscriptionAttributesResponse.class);
  }

  private void unsubscribe(String subscription) {
    sns.call(
        "Unsubscribe",
        UnsubscribeRequest.builder().subscriptionArn(subscription).build(),
        UnsubscribeResponse.class);
  }

  @Test
  void subscribesFunctionsWithTheAttributesThatAwsGivesThem() {
    var redrive = "{\"deadLetterTargetArn\":\"" + QUEUE + "\"}";
    var subscription = sns.subscribe(topic, FUNCTION, Map.of("RedrivePolicy", redrive));
    assertThat(subscription).startsWith(topic + ":");
    assertThat(attributes(subscription))
        .isEqualTo(
            Map.of(
                "ConfirmationWasAuthenticated", "true",
                "Endpoint", FUNCTION,
                "Owner", "000000000000",
                "PendingConfirmation", "false",
                "Protocol", "lambda",
                "RawMessageDelivery", "false",
                "RedrivePolicy", redrive,
                "SubscriptionArn", subscription,
                "SubscriptionPrincipal", "arn:aws:iam::000000000000:root",
                "TopicArn", topic));
  }

  @Test
  void subscribesAnEndpointOnce() {
    var policy = Map.of("FilterPolicy", "{\"a\":[1]}");
    var first = sns.subscribe(topic, FUNCTION, policy);
    assertThat(sns.subscribe(topic, FUNCTION, policy)).isEqualTo(first);
    assertThat(sns.subscribe(topic, FUNCTION, Map.of())).isEqualTo(first);
    assertThat(sns.subscribe(topic, FUNCTION, Map.of("RawMessageDelivery", "false")))
        .isEqualTo(first);
    assertThatThrownBy(() -> sns.subscribe(topic, FUNCTION, Map.of("FilterPolicy", "{\"a\":[2]}")))
        .hasMessageStartingWith(
            "Invalid parameter: Attributes Reason: Subscription already exists with different"
                + " attributes");
    assertThat(sns.subscribe(topic, FUNCTION + "2", Map.of())).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          RawMessageDelivery | wrongvalue        | RawMessageDelivery: Invalid value [wrongvalue]. Must be true or false.
          FilterPolicyScope  | Random            | FilterPolicyScope: Invalid value [Random]. Please use either MessageBody or MessageAttributes
          FilterPolicy       | {"a":[]}          | FilterPolicy: Empty arrays are not allowed
          RedrivePolicy      | {"deadLetterTargetArn":"x"} | RedrivePolicy: deadLetterTargetArn is an invalid arn
          RedrivePolicy      | {invalid          | RedrivePolicy: failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote to start field name
          """)
  void refusesAttributesAsAwsDoes(String name, String value, String reason) {
    assertThatThrownBy(() -> sns.subscribe(topic, FUNCTION, Map.of(name, value)))
        .hasMessageStartingWith("Invalid parameter: Attributes Reason: " + reason);
    var subscription = sns.subscribe(topic, FUNCTION, Map.of());
    assertThatThrownBy(() -> set(subscription, name, value))
        .hasMessageStartingWith("Invalid parameter: " + reason);
  }

  @Test
  void refusesNestedPoliciesOnAttributes() {
    assertThatThrownBy(
            () -> sns.subscribe(topic, FUNCTION, Map.of("FilterPolicy", "{\"a\":{\"b\":[1]}}")))
        .hasMessageStartingWith(
            "Invalid parameter: Filter policy scope MessageAttributes does not support nested"
                + " filter policy");
    var nested =
        sns.subscribe(
            topic,
            FUNCTION,
            Map.of("FilterPolicy", "{\"a\":{\"b\":[1]}}", "FilterPolicyScope", "MessageBody"));
    assertThatThrownBy(() -> set(nested, "FilterPolicyScope", "MessageAttributes"))
        .hasMessageContaining("does not support nested");
  }

  @Test
  void setsAttributesForThoseWhoPublish() {
    var subscription = sns.subscribe(topic, FUNCTION, Map.of());
    var subscriptions = context.bean(Subscriptions.class);
    var arn = TopicArn.of(topic, SnsOperations.CALLER);
    assertThat(subscriptions.of(arn).getFirst().filter()).isNull();
    set(subscription, "FilterPolicy", "{\"a\":[1]}");
    assertThat(subscriptions.of(arn).getFirst().filter()).isNotNull();
    assertThat(attributes(subscription)).containsEntry("FilterPolicyScope", "MessageAttributes");
    set(subscription, "FilterPolicy", "{}");
    assertThat(subscriptions.of(arn).getFirst().filter()).isNull();
    assertThat(attributes(subscription)).doesNotContainKey("FilterPolicy");
    unsubscribe(subscription);
    assertThat(subscriptions.of(arn)).isEmpty();
  }

  private void subscribe(String protocol, String endpoint) {
    sns.call(
        "Subscribe",
        SubscribeRequest.builder().topicArn(topic).protocol(protocol).endpoint(endpoint).build(),
        SubscribeResponse.class);
  }

  @Test
  void refusesWhatCannotBeSubscribed() {
    assertThatThrownBy(() -> subscribe("test-protocol", FUNCTION))
        .hasMessageStartingWith(
            "Invalid parameter: Amazon SNS does not support this protocol string: test-protocol");
    assertThatThrownBy(() -> subscribe("lambda", "receiver"))
        .hasMessageStartingWith("Invalid parameter: Lambda endpoint ARN");
    assertThatThrownBy(() -> sns.subscribe(topic + "x", FUNCTION, Map.of()))
        .hasMessageStartingWith("Topic does not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                        | SubscriptionArn Reason: no value for required parameter
          randomstring                              | SubscriptionArn Reason: An ARN must have at least 6 elements, not 1
          arn:aws:sns:eu-west-1:random              | SubscriptionArn Reason: An ARN must have at least 6 elements, not 5
          arn:aws:sns:eu-west-1:000000000000:orders | SubscriptionId
          """)
  void refusesArnsOfNoSubscription(String arn, String reason) {
    assertThatThrownBy(() -> unsubscribe(arn))
        .hasMessageStartingWith("Invalid parameter: " + reason);
  }

  @Test
  void forgetsWhatIsUnsubscribed() {
    var subscription = sns.subscribe(topic, FUNCTION, Map.of());
    unsubscribe(subscription);
    unsubscribe(subscription);
    assertThatThrownBy(() -> attributes(subscription))
        .hasMessageStartingWith("Subscription does not exist");
  }

  @Test
  void subscriptionsGoWithTheirTopic() {
    sns.subscribe(topic, FUNCTION, Map.of());
    var arn = TopicArn.of(topic, SnsOperations.CALLER);
    assertThat(context.bean(Subscriptions.class).of(arn)).hasSize(1);
    sns.call(
        "DeleteTopic",
        DeleteTopicRequest.builder().topicArn(topic).build(),
        DeleteTopicResponse.class);
    sns.createTopic("orders", Map.of());
    assertThat(context.bean(Subscriptions.class).of(arn)).isEmpty();
  }

  @Test
  void listsSubscriptions() {
    var first = sns.subscribe(topic, FUNCTION, Map.of());
    var other = sns.createTopic("other", Map.of());
    var second = sns.subscribe(other, FUNCTION, Map.of());
    var all =
        sns.call(
            "ListSubscriptions",
            ListSubscriptionsRequest.builder().build(),
            ListSubscriptionsResponse.class);
    assertThat(all.subscriptions())
        .extracting(one -> one.subscriptionArn())
        .containsExactlyInAnyOrder(first, second);
    var ofTopic =
        sns.call(
            "ListSubscriptionsByTopic",
            ListSubscriptionsByTopicRequest.builder().topicArn(topic).build(),
            ListSubscriptionsByTopicResponse.class);
    assertThat(ofTopic.subscriptions())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.subscriptionArn()).isEqualTo(first);
              assertThat(one.protocol()).isEqualTo("lambda");
              assertThat(one.endpoint()).isEqualTo(FUNCTION);
            });
  }
}
