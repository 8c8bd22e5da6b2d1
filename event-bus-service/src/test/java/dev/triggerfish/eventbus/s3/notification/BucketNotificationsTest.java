package dev.triggerfish.eventbus.s3.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.eventbus.delivery.OutboundEvent;
import dev.triggerfish.eventbus.delivery.Retries;
import dev.triggerfish.eventbus.s3fixture.S3Context;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnEachDatabase("event-bus")
class BucketNotificationsTest {

  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:thumb";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private S3Context s3;

  @BeforeEach
  void open(TestDatabase database) {
    s3 = new S3Context(database, folder).bucket("photos");
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private static LambdaFunctionConfiguration configuration(
      String event, Consumer<LambdaFunctionConfiguration.Builder> more) {
    var builder =
        LambdaFunctionConfiguration.builder().lambdaFunctionArn(FUNCTION).eventsWithStrings(event);
    more.accept(builder);
    return builder.build();
  }

  private static LambdaFunctionConfiguration filtered(String event, String name, String value) {
    return configuration(
        event, c -> c.id(name).filter(f -> f.key(k -> k.filterRules(rule(name, value)))));
  }

  private static FilterRule rule(String name, String value) {
    return FilterRule.builder().name(name).value(value).build();
  }

  private void configure(LambdaFunctionConfiguration... configurations) {
    configure(false, configurations);
  }

  private void configure(boolean skip, LambdaFunctionConfiguration... configurations) {
    s3.call(
        PutBucketNotificationConfigurationRequest.builder()
            .bucket("photos")
            .skipDestinationValidation(skip)
            .notificationConfiguration(n -> n.lambdaFunctionConfigurations(configurations))
            .build(),
        SdkResponse.class);
  }

  private List<LambdaFunctionConfiguration> configured() {
    return s3.call(
            GetBucketNotificationConfigurationRequest.builder().bucket("photos").build(),
            GetBucketNotificationConfigurationResponse.class)
        .lambdaFunctionConfigurations();
  }

  private static JsonNode recordOf(OutboundEvent delivery) {
    return JSON.readTree(new String(delivery.payload(), UTF_8)).get("Records").get(0);
  }

  @Test
  void aFunctionIsToldOfAPutAsS3TellsIt() {
    configure(configuration("s3:ObjectCreated:*", c -> c.id("thumbs")));

    s3.invoke(
        PutObjectRequest.builder().bucket("photos").key("in/größe 1.jpg").build(),
        S3Context.payload("hello".getBytes(UTF_8)),
        session());

    var delivery = s3.deliveries().getFirst();
    assertThat(delivery.eventId()).isEqualTo("photos/in/größe 1.jpg");
    assertThat(delivery.principal()).isEqualTo("s3.amazonaws.com");
    assertThat(delivery.sourceArn()).isEqualTo("arn:aws:s3:::photos");
    assertThat(delivery.accountId()).isEqualTo(S3Context.ACCOUNT);
    assertThat(delivery.targetArn()).isEqualTo(FUNCTION);
    assertThat(delivery.traceHeader()).isEqualTo(S3Context.CALLER.traceHeader());
    assertThat(delivery.retries()).isEqualTo(Retries.S3);
    var event = recordOf(delivery);
    assertThat(fields(event))
        .containsExactly(
            "eventVersion",
            "eventSource",
            "awsRegion",
            "eventTime",
            "eventName",
            "userIdentity",
            "requestParameters",
            "responseElements",
            "s3");
    assertThat(event.get("eventVersion").asString()).isEqualTo("2.1");
    assertThat(event.get("eventSource").asString()).isEqualTo("aws:s3");
    assertThat(event.get("awsRegion").asString()).isEqualTo("us-east-1");
    assertThat(event.get("eventTime").asString()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(event.get("eventName").asString()).isEqualTo("ObjectCreated:Put");
    assertThat(event.at("/userIdentity/principalId").asString()).isEqualTo("AWS:AROA1:session");
    assertThat(event.at("/requestParameters/sourceIPAddress").asString()).isEqualTo("192.0.2.7");
    assertThat(event.at("/responseElements/x-amz-request-id").asString()).isEqualTo("request-1");
    assertThat(event.at("/responseElements/x-amz-id-2").asString()).isNotEmpty();
    assertThat(event.at("/s3/s3SchemaVersion").asString()).isEqualTo("1.0");
    assertThat(event.at("/s3/configurationId").asString()).isEqualTo("thumbs");
    assertThat(event.at("/s3/bucket/name").asString()).isEqualTo("photos");
    assertThat(event.at("/s3/bucket/arn").asString()).isEqualTo("arn:aws:s3:::photos");
    assertThat(event.at("/s3/bucket/ownerIdentity/principalId").asString()).startsWith("A");
    assertThat(event.at("/s3/object/key").asString()).isEqualTo("in/gr%C3%B6%C3%9Fe+1.jpg");
    assertThat(event.at("/s3/object/size").asLong()).isEqualTo(5);
    assertThat(event.at("/s3/object/eTag").asString())
        .isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(event.at("/s3/object/sequencer").asString()).matches("[0-9A-F]{18}");
  }

  private static List<String> fields(JsonNode node) {
    return List.copyOf(node.propertyNames());
  }

  private static Caller session() {
    return Callers.of(
        new Principal.RoleSession(
            S3Context.ACCOUNT, "arn:aws:iam::1:role/r", "AROA1", "r", "session", null, null),
        S3Context.ACCOUNT,
        "us-east-1");
  }

  @Test
  void sequencersGrowAndDeletionsHaveNeitherSizeNorEtag() {
    configure(
        configuration("s3:ObjectCreated:*", c -> c.id("made")),
        configuration("s3:ObjectRemoved:*", c -> c.id("gone")));
    s3.put("photos", "a", "1");
    s3.put("photos", "a", "2");
    s3.call(
        CopyObjectRequest.builder()
            .sourceBucket("photos")
            .sourceKey("a")
            .destinationBucket("photos")
            .destinationKey("b")
            .build(),
        SdkResponse.class);
    s3.call(DeleteObjectRequest.builder().bucket("photos").key("a").build(), SdkResponse.class);
    s3.call(DeleteObjectRequest.builder().bucket("photos").key("a").build(), SdkResponse.class);

    var records = s3.deliveries().stream().map(BucketNotificationsTest::recordOf).toList();

    assertThat(records)
        .extracting(r -> r.get("eventName").asString())
        .containsExactly(
            "ObjectCreated:Put", "ObjectCreated:Put", "ObjectCreated:Copy", "ObjectRemoved:Delete");
    assertThat(records)
        .extracting(r -> r.at("/s3/object/sequencer").asString())
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(fields(records.getLast().at("/s3/object"))).containsExactly("key", "sequencer");
  }

  @Test
  void theJournalSaysWhichRuleDidNotMatch() {
    configure(
        filtered("s3:ObjectCreated:*", "prefix", "in/"),
        filtered("s3:ObjectRemoved:*", "suffix", ".jpg"));

    s3.put("photos", "out/a", "x");

    assertThat(s3.deliveries()).isEmpty();
    assertThat(s3.hops()).extracting("id").containsOnly("photos/out/a");
    assertThat(s3.hops())
        .extracting("step")
        .containsExactly(Step.ACCEPTED, Step.FILTERED_OUT, Step.FILTERED_OUT);
    assertThat(s3.hops().get(1).text()).contains("does not begin with the prefix \"in/\"");
    assertThat(s3.hops().get(2).text()).contains("s3:ObjectCreated:Put is none of");
  }

  @Test
  void nothingIsWrittenDownWhereNobodyIsToBeTold() {
    s3.put("photos", "a", "x");

    assertThat(s3.hops()).isEmpty();
  }

  @Test
  void anObjectWhoseEventCannotBeKeptIsNotThere() {
    configure(configuration("s3:ObjectCreated:*", c -> {}));
    s3.failOutbox();

    assertThatThrownBy(() -> s3.put("photos", "a", "x")).hasMessage("the outbox fails");

    assertThatThrownBy(() -> s3.text("photos", "a")).isInstanceOf(NoSuchKeyException.class);
    assertThat(s3.files()).isEmpty();
    assertThat(s3.hops()).isEmpty();
  }

  @Test
  void theJournalSaysInWhichInvocationAFunctionPutAnObject() {
    s3.invoke(
        PutObjectRequest.builder().bucket("photos").key("a").build(),
        S3Context.payload("x".getBytes(UTF_8)),
        traced(session(), "Root=1-trace;Parent=00ab3f0c12344bcd;Sampled=0"));

    assertThat(s3.hops()).hasSize(1);
    assertThat(s3.hops().getFirst().cause()).isEqualTo("00ab3f0c-1234-4bcd");
    assertThat(s3.hops().getFirst().text()).endsWith("and the bucket notifies nobody");
  }

  private static Caller traced(Caller caller, String header) {
    return new Caller(
        caller.principal(),
        caller.accountId(),
        caller.region(),
        caller.requestId(),
        caller.origin(),
        caller.sourceIp(),
        caller.userAgent(),
        caller.sourceArn(),
        header,
        caller.host(),
        caller.calledVia());
  }

  @Test
  void theDestinationIsAskedAsS3AndForTheBucket() {
    configure(configuration("s3:ObjectCreated:*", c -> {}));

    var identity = s3.lambda().calls().getFirst().identity();
    assertThat(identity.principal()).isEqualTo("s3.amazonaws.com");
    assertThat(identity.sourceArn()).isEqualTo("arn:aws:s3:::photos");
    assertThat(identity.accountId()).isEqualTo(S3Context.ACCOUNT);
    assertThat(s3.lambda().calls().getFirst().request().invocationType())
        .isEqualTo(InvocationType.DRY_RUN);
  }

  @Test
  void aDestinationThatRefusesIsRefusedUnlessItIsNotAsked() {
    s3.lambda()
        .answer(
            _ -> {
              throw AwsErrors.of("AccessDeniedException", 403, "not you");
            });
    var wanted = configuration("s3:ObjectCreated:*", c -> {});

    assertThatThrownBy(() -> configure(wanted))
        .hasMessageContaining("Unable to validate the following destination configurations");
    assertThat(configured()).isEmpty();

    configure(true, wanted);
    assertThat(configured()).hasSize(1);
  }

  @Test
  void idsAreMadeAndRuleNamesWrittenWithACapital() {
    configure(
        configuration(
            "s3:ObjectCreated:*",
            c ->
                c.filter(
                    f ->
                        f.key(k -> k.filterRules(rule("prefix", "in/"), rule("SUFFIX", ".jpg"))))));

    var shown = configured().getFirst();
    assertThat(shown.id()).isNotEmpty();
    assertThat(shown.lambdaFunctionArn()).isEqualTo(FUNCTION);
    assertThat(shown.eventsAsStrings()).containsExactly("s3:ObjectCreated:*");
    assertThat(shown.filter().key().filterRules())
        .extracting(r -> r.nameAsString() + "=" + r.value())
        .containsExactly("Prefix=in/", "Suffix=.jpg");

    configure();
    assertThat(configured()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"thumb", "arn:aws:sqs:us-east-1:000000000000:queue", "arn:aws:lambda"})
  void whatIsNoFunctionsArnIsRefusedEvenUnasked(String arn) {
    assertThatThrownBy(
            () ->
                configure(true, configuration("s3:ObjectCreated:*", c -> c.lambdaFunctionArn(arn))))
        .hasMessageContaining("The ARN could not be parsed");
  }

  @Test
  void configurationsThatOverlapAreRefused() {
    assertThatThrownBy(
            () ->
                configure(
                    filtered("s3:ObjectCreated:*", "prefix", "in/"),
                    filtered("s3:ObjectCreated:Put", "suffix", ".jpg")))
        .hasMessageContaining("Configurations overlap");
  }

  @Test
  void unknownEventsRulesAndTooManyConfigurationsAreRefused() {
    assertThatThrownBy(() -> configure(configuration("s3:ObjectEaten:*", c -> {})))
        .hasMessageContaining("A specified event is not supported for notifications.");
    assertThatThrownBy(() -> configure(filtered("s3:ObjectCreated:*", "infix", "x")))
        .hasMessageContaining("filter rule name must be either prefix or suffix");
    var many =
        IntStream.range(0, 101)
            .mapToObj(
                i ->
                    configuration(
                        "s3:ObjectCreated:*",
                        c ->
                            c.filter(
                                f ->
                                    f.key(
                                        k -> k.filterRules(rule("prefix", "%03d".formatted(i)))))))
            .toArray(LambdaFunctionConfiguration[]::new);
    assertThatThrownBy(() -> configure(many)).hasMessageContaining("more than 100");
  }
}
