package dev.triggerfish.eventbus.sns.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.fixture.SnsOperations;
import dev.triggerfish.eventbus.storage.EventBusStorageConfiguration;
import dev.triggerfish.policy.AccessRequest;
import dev.triggerfish.policy.PolicyEvaluator;
import dev.triggerfish.policy.PolicySet;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.AddPermissionResponse;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

@OnEachDatabase("event-bus")
class TopicOperationsTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:orders";

  private final ServiceContext context;
  private final SnsOperations sns;

  TopicOperationsTest(TestDatabase database) {
    context =
        new ServiceContext(database, EventBusStorageConfiguration.class, TopicConfiguration.class);
    sns = new SnsOperations(context.beans(OperationGroup.class));
  }

  @AfterEach
  void close() {
    context.close();
  }

  private Map<String, String> attributes() {
    return sns.call(
            "GetTopicAttributes",
            GetTopicAttributesRequest.builder().topicArn(TOPIC).build(),
            GetTopicAttributesResponse.class)
        .attributes();
  }

  private void set(String name, String value) {
    sns.call(
        "SetTopicAttributes",
        SetTopicAttributesRequest.builder()
            .topicArn(TOPIC)
            .attributeName(name)
            .attributeValue(value)
            .build(),
        SetTopicAttributesResponse.class);
  }

  @Test
  void makesTopicsWithTheAttributesThatAwsGivesThem() {
    assertThat(sns.createTopic("orders", Map.of())).isEqualTo(TOPIC);
    assertThat(attributes())
        .containsOnlyKeys(
            "TopicArn",
            "Owner",
            "Policy",
            "DisplayName",
            "EffectiveDeliveryPolicy",
            "SubscriptionsConfirmed",
            "SubscriptionsPending",
            "SubscriptionsDeleted")
        .containsEntry("Owner", "000000000000")
        .containsEntry("DisplayName", "")
        .containsEntry("SubscriptionsConfirmed", "0");
    assertThat(attributes().get("Policy"))
        .startsWith("{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\"")
        .contains("\"AWS:SourceOwner\":\"000000000000\"");
  }

  @Test
  void makesATopicOnceAndRefusesAnotherOfItsName() {
    sns.createTopic("orders", Map.of("DisplayName", "Orders"));
    assertThat(sns.createTopic("orders", Map.of("DisplayName", "Orders"))).isEqualTo(TOPIC);
    assertThat(sns.createTopic("orders", Map.of())).isEqualTo(TOPIC);
    assertThatThrownBy(() -> sns.createTopic("orders", Map.of("DisplayName", "Other")))
        .hasMessageStartingWith(
            "Invalid parameter: Attributes Reason: Topic already exists with different attributes");
    assertThatThrownBy(
            () ->
                sns.call(
                    "CreateTopic",
                    CreateTopicRequest.builder().name("orders").tags(tag("a", "b")).build(),
                    CreateTopicResponse.class))
        .hasMessageStartingWith(
            "Invalid parameter: Tags Reason: Topic already exists with different tags");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a b", "orders.fifo", "caf\u00e9", "a:b"})
  void refusesNames(String name) {
    assertThatThrownBy(() -> sns.createTopic(name, Map.of()))
        .hasMessageStartingWith("Invalid parameter: Topic Name");
    assertThatThrownBy(() -> sns.createTopic("n".repeat(257), Map.of()))
        .hasMessageStartingWith("Invalid parameter: Topic Name");
  }

  @Test
  void saysThatFifoTopicsAreNotSimulated() {
    assertThatThrownBy(() -> sns.createTopic("orders.fifo", Map.of("FifoTopic", "true")))
        .hasMessageContaining("FifoTopic is not simulated by Triggerfish");
  }

  @Test
  void setsAttributesAndTakesThemBack() {
    sns.createTopic("orders", Map.of());
    set("DisplayName", "Orders");
    set("SignatureVersion", "2");
    assertThat(attributes())
        .containsEntry("DisplayName", "Orders")
        .containsEntry("SignatureVersion", "2");
    set("DisplayName", "");
    assertThat(attributes()).containsEntry("DisplayName", "");
    assertThatThrownBy(() -> set("SignatureVersion", "3"))
        .hasMessageStartingWith("Invalid parameter: SignatureVersion");
    assertThatThrownBy(() -> set("fake", "3"))
        .hasMessageStartingWith("Invalid parameter: AttributeName");
    assertThatThrownBy(() -> set("Policy", "{}"))
        .hasMessageStartingWith("Invalid parameter: Policy");
  }

  @Test
  void decidesByThePolicyThatWasSetLast() {
    sns.createTopic("orders", Map.of());
    assertThat(serviceMayPublish("s3.amazonaws.com")).isFalse();
    set(
        "Policy",
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":\
        {"Service":"s3.amazonaws.com"},"Action":"SNS:Publish","Resource":"%s"}]}"""
            .formatted(TOPIC));
    assertThat(serviceMayPublish("s3.amazonaws.com")).isTrue();
    assertThat(serviceMayPublish("events.amazonaws.com")).isFalse();
  }

  private boolean serviceMayPublish(String service) {
    var policy = context.bean(Topics.class).policyOf(TOPIC);
    var request =
        new AccessRequest(
            new Principal.Service(service, "000000000000"),
            "sns:Publish",
            TOPIC,
            "000000000000",
            Map.of());
    return PolicyEvaluator.decide(request, PolicySet.of(List.of(), policy)).allowed();
  }

  @Test
  void addsAndRemovesPermissions() {
    sns.createTopic("orders", Map.of());
    addPermission("Publish");
    assertThat(attributes().get("Policy"))
        .contains(
            "\"Sid\":\"label\"", "\"Action\":\"SNS:Publish\"", "arn:aws:iam::111111111111:root");
    assertThatThrownBy(() -> addPermission("Publish"))
        .hasMessageStartingWith("Invalid parameter: Statement already exists");
    sns.call(
        "RemovePermission",
        RemovePermissionRequest.builder().topicArn(TOPIC).label("label").build(),
        RemovePermissionResponse.class);
    assertThat(attributes().get("Policy")).doesNotContain("\"label\"");
    assertThatThrownBy(() -> addPermission("Fly"))
        .hasMessageStartingWith("Invalid parameter: Policy statement action out of service scope!");
  }

  private void addPermission(String action) {
    sns.call(
        "AddPermission",
        AddPermissionRequest.builder()
            .topicArn(TOPIC)
            .label("label")
            .awsAccountIds("111111111111")
            .actionNames(action)
            .build(),
        AddPermissionResponse.class);
  }

  @Test
  void deletesTopicsEvenThoseThatAreNotThere() {
    sns.createTopic("orders", Map.of());
    for (var i = 0; i < 2; i++) {
      sns.call(
          "DeleteTopic",
          DeleteTopicRequest.builder().topicArn(TOPIC).build(),
          DeleteTopicResponse.class);
    }
    assertThatThrownBy(this::attributes).hasMessageStartingWith("Topic does not exist");
  }

  @Test
  void listsAHundredTopicsToAPage() {
    for (var i = 0; i < 230; i++) {
      sns.createTopic("t" + i, Map.of());
    }
    var seen = new HashSet<String>();
    var sizes = new ArrayList<Integer>();
    String token = null;
    do {
      var page =
          sns.call(
              "ListTopics",
              ListTopicsRequest.builder().nextToken(token).build(),
              ListTopicsResponse.class);
      page.topics().forEach(topic -> seen.add(topic.topicArn()));
      sizes.add(page.topics().size());
      token = page.nextToken();
    } while (token != null);
    assertThat(seen).hasSize(230);
    assertThat(sizes).containsExactly(100, 100, 30);
  }

  @Test
  void tagsTopics() {
    sns.createTopic("orders", Map.of());
    tagResource(tag("a", "1"), tag("b", "2"));
    tagResource(tag("a", "3"));
    sns.call(
        "UntagResource",
        UntagResourceRequest.builder().resourceArn(TOPIC).tagKeys("b").build(),
        UntagResourceResponse.class);
    assertThat(
            sns.call(
                    "ListTagsForResource",
                    ListTagsForResourceRequest.builder().resourceArn(TOPIC).build(),
                    ListTagsForResourceResponse.class)
                .tags())
        .containsExactly(tag("a", "3"));
    assertThatThrownBy(() -> tagResource(tag("a", "1"), tag("a", "2")))
        .hasMessageStartingWith("Invalid parameter: Duplicated keys are not allowed.");
  }

  private void tagResource(Tag... tags) {
    sns.call(
        "TagResource",
        TagResourceRequest.builder().resourceArn(TOPIC).tags(tags).build(),
        TagResourceResponse.class);
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
