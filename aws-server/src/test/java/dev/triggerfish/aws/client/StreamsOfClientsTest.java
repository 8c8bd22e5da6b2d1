package dev.triggerfish.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.client.AwsClients.ForwardAccessSession;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import dev.triggerfish.aws.clock.FixedClock;
import dev.triggerfish.aws.identity.FakeIdentity;
import dev.triggerfish.aws.identity.IdentityCatchUp;
import dev.triggerfish.aws.model.ServiceModels;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationRegistry;
import dev.triggerfish.aws.pipeline.AwsPipeline;
import dev.triggerfish.aws.pipeline.CallerAuthenticator;
import dev.triggerfish.aws.pipeline.OperationPerformer;
import dev.triggerfish.aws.protocol.RequestValidator;
import dev.triggerfish.aws.signature.SignatureVerifier;
import dev.triggerfish.aws.signature.SigningKeys;
import dev.triggerfish.aws.web.FakeS3;
import dev.triggerfish.policy.Decision;
import dev.triggerfish.policy.Principal;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** S3's client takes and gives streams, whether it carries objects or bytes. */
class StreamsOfClientsTest {

  private static final ServiceIdentity LAMBDA =
      new ServiceIdentity("lambda.amazonaws.com", "000000000000", "us-east-1", "arn:aws:x:::y");

  static Stream<Arguments> clients() {
    var fake = new FakeS3();
    var models = new ServiceModels();
    var registry = new OperationRegistry(List.of(fake), models);
    var performer = new OperationPerformer(new RequestValidator(models), new AllowAll(), List.of());
    var beans = new StaticListableBeanFactory();
    beans.addBean("registry", registry);
    beans.addBean("performer", performer);
    var objects =
        new InProcessAwsClients(
            models,
            beans.getBeanProvider(OperationRegistry.class),
            beans.getBeanProvider(OperationPerformer.class));
    var pipeline = pipeline(models, registry, performer);
    var bytes =
        new HttpAwsClients(
            new LoopbackHttpClient(() -> pipeline),
            _ -> URI.create("http://localhost"),
            _ -> AwsBasicCredentials.create("service", "secret"));
    return Stream.of(
        Arguments.argumentSet("objects", fake, objects),
        Arguments.argumentSet("bytes", fake, bytes));
  }

  private static AwsPipeline pipeline(
      ServiceModels models, OperationRegistry registry, OperationPerformer performer) {
    var identity =
        new FakeIdentity()
            .key("service", "secret", new Principal.Service("lambda.amazonaws.com", null))
            .principal("AROAR", Map.of(), Map.of());
    var keys = new SigningKeys(identity, identity.replica(), FixedClock.AT);
    var authenticator =
        new CallerAuthenticator(
            new SignatureVerifier(keys, Clock.systemUTC()),
            identity.replica(),
            new IdentityCatchUp(identity.replica(), identity, Duration.ZERO));
    return new AwsPipeline(models, registry, authenticator, performer);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void contentGoesThereAndBack(FakeS3 fake, AwsClients clients) throws IOException {
    var s3 = clients.client(S3Client.class, LAMBDA);
    var put =
        s3.putObject(
            request -> request.bucket("bucket").key("a//b/"), RequestBody.fromString("content"));
    assertThat(put.eTag()).isEqualTo("\"7\"");
    assertThat(put.responseMetadata().requestId()).matches("[0-9a-f-]{36}");
    assertThat(fake.text("bucket", "a//b/")).isEqualTo("content");
    assertThat(((Principal.Service) fake.caller).name()).isEqualTo("lambda.amazonaws.com");

    assertThat(s3.getObjectAsBytes(get -> get.bucket("bucket").key("a//b/")).asUtf8String())
        .isEqualTo("content");
    try (var stream = s3.getObject(get -> get.bucket("bucket").key("a//b/"))) {
      assertThat(stream.readAllBytes()).asString().isEqualTo("content");
      assertThat(stream.response().contentType()).isEqualTo("text/plain");
    }
    var length =
        s3.getObject(
            get -> get.bucket("bucket").key("a//b/"),
            ResponseTransformer.unmanaged((response, in) -> in.readAllBytes().length));
    assertThat(length).isEqualTo(7);
    assertThat(s3.headObject(head -> head.bucket("bucket").key("a//b/")).contentLength())
        .isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void whatIsMissingIsTheSameError(FakeS3 fake, AwsClients clients) {
    var s3 = clients.client(S3Client.class, LAMBDA);
    assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket("bucket").key("none")))
        .isInstanceOf(NoSuchKeyException.class)
        .hasMessageContaining("The specified key does not exist.");
    assertThatThrownBy(() -> s3.headObject(head -> head.bucket("bucket").key("none")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aServiceCallsAsEachOfItsCallers(FakeS3 fake, AwsClients clients) throws IOException {
    clients
        .client(S3Client.class, LAMBDA)
        .putObject(
            request -> request.bucket("bucket").key("code"), RequestBody.fromString("content"));
    var root = new Principal.Root("111122223333");
    var narrow =
        new Principal.RoleSession(
            "000000000000", "arn:aws:iam::000000000000:role/r", "AROAR", "r", "s", "{}", null);
    for (var principal : List.of(root, narrow, root)) {
      var session = new ForwardAccessSession(principal, "lambda.amazonaws.com", "us-east-1");
      try (var s3 = clients.client(S3Client.class, session)) {
        assertThat(s3.getObjectAsBytes(get -> get.bucket("bucket").key("code")).asUtf8String())
            .isEqualTo("content");
        try (var stream = s3.getObject(get -> get.bucket("bucket").key("code"))) {
          assertThat(stream.readAllBytes()).asString().isEqualTo("content");
        }
      }
      assertThat(fake.caller).isEqualTo(principal);
      assertThat(fake.calledVia).isEqualTo("lambda.amazonaws.com");
    }

    clients
        .client(S3Client.class, LAMBDA)
        .getObjectAsBytes(get -> get.bucket("bucket").key("code"));
    assertThat(fake.caller.arn()).isEqualTo("lambda.amazonaws.com");
    assertThat(fake.calledVia).isNull();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aForwardedCallsErrorIsTheSame(FakeS3 fake, AwsClients clients) {
    var session =
        new ForwardAccessSession(
            new Principal.Root("111122223333"), "lambda.amazonaws.com", "us-east-1");
    var s3 = clients.client(S3Client.class, session);

    assertThatThrownBy(() -> s3.getObject(get -> get.bucket("bucket").key("none")))
        .isInstanceOf(NoSuchKeyException.class)
        .hasMessageContaining("The specified key does not exist.");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void rightsAreForwardedToS3Alone(FakeS3 fake, AwsClients clients) {
    var session =
        new ForwardAccessSession(
            new Principal.Root("111122223333"), "lambda.amazonaws.com", "us-east-1");

    assertThatThrownBy(() -> clients.client(LambdaClient.class, session))
        .hasMessageContaining("lambda.amazonaws.com forwards no rights to lambda");
  }

  private static final class AllowAll implements Authorizer {

    @Override
    public void require(
        Caller caller, String action, String resource, Map<String, List<String>> context) {}

    @Override
    public Decision decide(
        Principal principal, String action, String resource, Map<String, List<String>> context) {
      return new Decision(Decision.Outcome.ALLOW, Decision.PolicyType.IDENTITY, null, null);
    }
  }
}
