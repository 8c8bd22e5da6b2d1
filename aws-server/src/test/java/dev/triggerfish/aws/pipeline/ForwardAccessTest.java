package dev.triggerfish.aws.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.clock.FixedClock;
import dev.triggerfish.aws.http.TestRequest;
import dev.triggerfish.aws.identity.FakeIdentity;
import dev.triggerfish.aws.identity.ForwardedPrincipal;
import dev.triggerfish.aws.identity.IdentityCatchUp;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.signature.RequestSignature;
import dev.triggerfish.aws.signature.SignatureVerifier;
import dev.triggerfish.aws.signature.SigningKeys;
import dev.triggerfish.policy.Principal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Whom a receiving service takes a request's sender for. */
class ForwardAccessTest {

  private static final String ACCOUNT = "111122223333";
  private static final Principal ALICE =
      new Principal.User(ACCOUNT, "arn:aws:iam::111122223333:user/a/alice", "AIDAALICE", "alice");
  private static final Principal MALLORY =
      new Principal.User(ACCOUNT, "arn:aws:iam::111122223333:user/m", "AIDAMALLORY", "m");

  private final FakeIdentity identity = new FakeIdentity();

  @BeforeEach
  void keys() {
    for (var service : List.of("lambda", "s3", "logs")) {
      identity.key(service, "secret", new Principal.Service(service + ".amazonaws.com", null));
    }
    identity.key("mallory", "secret", MALLORY);
    identity.key("root", "secret", new Principal.Root(ACCOUNT));
    identity.principal("AIDAALICE", Map.of(), Map.of());
    identity.principal("AIDAMALLORY", Map.of(), Map.of());
    identity.principal("AROAR", Map.of(), Map.of());
    identity.arrived(0);
  }

  @ParameterizedTest
  @MethodSource("callers")
  void lambdaCallsAsItsCaller(Principal principal) {
    var caller = caller("lambda", ForwardedPrincipal.encode(principal));

    assertThat(caller.principal()).isEqualTo(principal);
    assertThat(caller.accountId()).isEqualTo(ACCOUNT);
    assertThat(caller.calledVia()).isEqualTo("lambda.amazonaws.com");
    assertThat(caller.region()).isEqualTo("eu-west-1");
    // A policy on the caller's address or program cannot hold for a service's call.
    assertThat(caller.sourceIp()).isNull();
    assertThat(caller.userAgent()).isNull();
    assertThat(caller.sourceArn()).isNull();
  }

  static Stream<Principal> callers() {
    return Stream.of(
        ALICE, new Principal.Root(ACCOUNT), session(null), session("{\"Statement\":\"é\\n\"}"));
  }

  private static Principal session(@Nullable String policy) {
    return new Principal.RoleSession(
        ACCOUNT,
        "arn:aws:iam::111122223333:role/r",
        "AROAR",
        "r",
        "session",
        policy,
        "arn:aws:lambda:us-east-1:111122223333:function:f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mallory", "root", "s3", "logs"})
  void nobodyElseDoes(String key) {
    var caller = caller(key, ForwardedPrincipal.encode(ALICE));

    assertThat(caller).isEqualTo(caller(key, null));
    assertThat(caller.calledVia()).isNull();
    assertThat(caller.principal()).isNotEqualTo(ALICE);
  }

  @Test
  void lambdaCallsAsItselfWhereItNamesNobody() {
    var caller = caller("lambda", null);

    assertThat(caller.principal().arn()).isEqualTo("lambda.amazonaws.com");
    assertThat(caller.calledVia()).isNull();
  }

  @ParameterizedTest
  @MethodSource("nobodies")
  void whoIsNamedBadlyIsRefused(String header) {
    assertThatThrownBy(() -> caller("lambda", header))
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
  }

  static Stream<String> nobodies() {
    return Stream.of(
        "",
        "alice",
        "bm8ganNvbg",
        ForwardedPrincipal.encode(new Principal.Anonymous()),
        ForwardedPrincipal.encode(new Principal.Service("s3.amazonaws.com", null)));
  }

  @Test
  void aNameThatIsNotSignedIsRefused() {
    var signed = signed("lambda", "s3", null);
    signed
        .headers()
        .put(ServiceHeaders.FORWARDED_PRINCIPAL, List.of(ForwardedPrincipal.encode(ALICE)));

    assertThatThrownBy(() -> authenticate(signed)).hasMessageContaining("must be signed");
  }

  @ParameterizedTest
  @CsvSource({"lambda, ", "sts, ", "s3, Logs_20140328.ListTagsForResource"})
  void aNameForAnotherServiceThanS3IsRefused(String service, @Nullable String target) {
    var request = signed("lambda", service, ForwardedPrincipal.encode(ALICE));
    if (target != null) {
      request.headers().put("X-Amz-Target", List.of(target));
    }

    assertThatThrownBy(() -> authenticate(request)).hasMessageContaining("may forward");
  }

  @Test
  void whoHasBeenDeletedIsRefused() {
    identity.forget("AIDAALICE");

    assertThatThrownBy(() -> caller("lambda", ForwardedPrincipal.encode(ALICE)))
        .hasMessageContaining("The security token included in the request is invalid.");
  }

  private Caller caller(String key, @Nullable String forwarded) {
    return authenticate(signed(key, "s3", forwarded));
  }

  private Caller authenticate(TestRequest request) {
    var keys = new SigningKeys(identity, identity.replica(), FixedClock.AT);
    var authenticator =
        new CallerAuthenticator(
            new SignatureVerifier(keys, Clock.systemUTC()),
            identity.replica(),
            new IdentityCatchUp(identity.replica(), identity, Duration.ZERO));
    var signature = Objects.requireNonNull(RequestSignature.of(request));
    return authenticator.authenticate(request, signature, request.content(), "id");
  }

  private static TestRequest signed(String key, String service, @Nullable String forwarded) {
    var request =
        SdkHttpRequest.builder()
            .uri(URI.create("http://localhost/bucket/key"))
            .method(SdkHttpMethod.GET);
    if (forwarded != null) {
      request.putHeader(ServiceHeaders.FORWARDED_PRINCIPAL, forwarded);
    }
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create(key, "secret"))
                        .request(request.build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"))
            .request();
    var headers = new ArrayList<String>();
    signed.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(name + ": " + value)));
    return TestRequest.of("GET", "/bucket/key", "", headers.toArray(String[]::new));
  }
}
