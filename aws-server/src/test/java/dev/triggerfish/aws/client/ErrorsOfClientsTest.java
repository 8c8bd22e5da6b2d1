package dev.triggerfish.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import dev.triggerfish.aws.clock.FixedClock;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.identity.FakeIdentity;
import dev.triggerfish.aws.identity.IdentityCatchUp;
import dev.triggerfish.aws.model.ServiceModels;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.OperationRegistry;
import dev.triggerfish.aws.pipeline.AwsPipeline;
import dev.triggerfish.aws.pipeline.CallerAuthenticator;
import dev.triggerfish.aws.pipeline.OperationPerformer;
import dev.triggerfish.aws.protocol.RequestValidator;
import dev.triggerfish.aws.signature.SignatureVerifier;
import dev.triggerfish.aws.signature.SigningKeys;
import dev.triggerfish.policy.Decision;
import dev.triggerfish.policy.Principal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;

/** A caller cannot tell from an error whether it came as an object or as bytes. */
class ErrorsOfClientsTest {

  private static final ServiceIdentity LAMBDA =
      new ServiceIdentity("lambda.amazonaws.com", "000000000000", "us-east-1", "arn:aws:x:::y");

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.argumentSet(
            "modelled",
            ResourceNotFoundException.builder().type("User").message("No such function").build()),
        Arguments.argumentSet(
            "of the framework", AwsErrors.of("AccessDeniedException", 403, "Not you")),
        Arguments.argumentSet("modelled, by its code", AwsErrors.of("ServiceException", 500, "Oh")),
        Arguments.argumentSet("unheard of", AwsErrors.of("NeverSeenException", 418, "Teapot")),
        Arguments.argumentSet("a fault", new IllegalStateException("internals")));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void areTheSameForARestService(RuntimeException thrown) {
    equal(
        thrown,
        clients ->
            clients.client(LambdaClient.class, LAMBDA).getFunction(r -> r.functionName("f")));
  }

  @ParameterizedTest
  @MethodSource("errorsOfSts")
  void areTheSameForAQueryService(RuntimeException thrown) {
    equal(
        thrown,
        clients ->
            clients
                .client(StsClient.class, LAMBDA)
                .assumeRole(
                    r -> r.roleArn("arn:aws:iam::000000000000:role/r").roleSessionName("session")));
  }

  static Stream<Arguments> errorsOfSts() {
    return Stream.of(
        Arguments.argumentSet(
            "modelled", ExpiredTokenException.builder().message("Too late").build()),
        Arguments.argumentSet(
            "of the framework", AwsErrors.of("AccessDeniedException", 403, "Not you")),
        Arguments.argumentSet("a fault", new IllegalStateException("internals")));
  }

  private static void equal(RuntimeException thrown, Consumer<AwsClients> call) {
    var cloud = new Platform(thrown);
    var asObject = raised(cloud.objects(), call);
    var asBytes = raised(cloud.bytes(), call);

    assertThat(asObject.getClass()).isEqualTo(asBytes.getClass());
    assertThat(asObject.statusCode()).isEqualTo(asBytes.statusCode());
    assertThat(asObject.rawMessage()).isEqualTo(asBytes.rawMessage());
    assertThat(asObject.requestId()).matches("[0-9a-f-]{36}");
    assertThat(withoutIds(asObject)).isEqualTo(withoutIds(asBytes));
    var details = asObject.awsErrorDetails();
    var other = asBytes.awsErrorDetails();
    assertThat(details.errorCode()).isEqualTo(other.errorCode());
    assertThat(details.errorMessage()).isEqualTo(other.errorMessage());
    assertThat(details.serviceName()).isEqualTo(other.serviceName());
    assertThat(details.sdkHttpResponse().statusCode())
        .isEqualTo(other.sdkHttpResponse().statusCode());
    assertThat(details.sdkHttpResponse().firstMatchingHeader("x-amzn-RequestId"))
        .contains(asObject.requestId());
    if (asObject instanceof ResourceNotFoundException lost) {
      assertThat(lost.type()).isEqualTo("User");
    }
  }

  private static String withoutIds(AwsServiceException error) {
    return String.valueOf(error.getMessage())
        .replace(error.requestId(), "ID")
        .replaceAll(" \\(SDK.*", "");
  }

  private static AwsServiceException raised(AwsClients clients, Consumer<AwsClients> call) {
    return catchThrowableOfType(AwsServiceException.class, () -> call.accept(clients));
  }

  private static final class Platform {

    private final ServiceModels models = new ServiceModels();
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private final AwsPipeline pipeline;

    Platform(RuntimeException thrown) {
      var identity =
          new FakeIdentity()
              .key("service", "secret", new Principal.Service("lambda.amazonaws.com", null));
      var registry = new OperationRegistry(List.of(new Throwing(thrown)), models);
      var performer =
          new OperationPerformer(new RequestValidator(models), new AllowAll(), List.of());
      beans.addBean("registry", registry);
      beans.addBean("performer", performer);
      var keys = new SigningKeys(identity, identity.replica(), FixedClock.AT);
      var authenticator =
          new CallerAuthenticator(
              new SignatureVerifier(keys, Clock.systemUTC()),
              identity.replica(),
              new IdentityCatchUp(identity.replica(), identity, Duration.ZERO));
      pipeline = new AwsPipeline(models, registry, authenticator, performer);
    }

    AwsClients objects() {
      return new InProcessAwsClients(
          models,
          beans.getBeanProvider(OperationRegistry.class),
          beans.getBeanProvider(OperationPerformer.class));
    }

    AwsClients bytes() {
      return new HttpAwsClients(
          new LoopbackHttpClient(() -> pipeline),
          _ -> URI.create("http://localhost"),
          _ -> AwsBasicCredentials.create("service", "secret"));
    }
  }

  /** Both operations end in the same error. */
  record Throwing(RuntimeException error) implements OperationGroup {

    @AwsOperation(action = "lambda:GetFunction")
    public GetFunctionResponse getFunction(GetFunctionRequest request, Caller caller) {
      return Optional.<GetFunctionResponse>empty().orElseThrow(() -> error);
    }

    @AwsOperation(action = "sts:AssumeRole")
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request, Caller caller) {
      return Optional.<AssumeRoleResponse>empty().orElseThrow(() -> error);
    }
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
