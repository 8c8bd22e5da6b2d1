package dev.triggerfish.aws.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.http.TestRequest;
import dev.triggerfish.aws.identity.IdentityAuthority;
import dev.triggerfish.aws.identity.IdentityReplica;
import dev.triggerfish.policy.Principal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Vectors A and B use the inputs of AWS's published examples; C has an ARN in its path. */
class SignatureVerifierTest {

  private static final String KEY_ID = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Principal ALICE =
      new Principal.User("123456789012", "arn:aws:iam::123456789012:user/alice", "AIDA", "alice");

  @Test
  void acceptsVectorA() {
    var request =
        TestRequest.of(
            "GET",
            "/",
            "",
            "Host: example.amazonaws.com",
            "X-Amz-Date: 20150830T123600Z",
            authorization(
                "20150830/us-east-1/service",
                "host;x-amz-date",
                "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"));

    assertThat(verify(request, "2015-08-30T12:36:00Z")).isEqualTo(ALICE);
  }

  @Test
  void acceptsVectorB() {
    var request =
        TestRequest.of(
            "GET",
            "/?Action=ListUsers&Version=2010-05-08",
            "",
            "Host: iam.amazonaws.com",
            "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
            "X-Amz-Date: 20150830T123600Z",
            authorization(
                "20150830/us-east-1/iam",
                "content-type;host;x-amz-date",
                "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"));

    assertThat(verify(request, "2015-08-30T12:36:00Z")).isEqualTo(ALICE);
  }

  @Test
  void acceptsVectorCWithAnEncodedArnInThePath() {
    assertThat(verify(vectorC("{\"a\":1}"), "2026-01-02T03:04:05Z")).isEqualTo(ALICE);
  }

  @Test
  void refusesABodyThatWasChanged() {
    assertError(
        vectorC("{\"a\":2}"),
        "2026-01-02T03:04:05Z",
        "InvalidSignatureException",
        "The request signature we calculated does not match");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a b",
        "/a%20b",
        "/a%2Fb",
        "/a//b",
        "/a/../b",
        "/a;b",
        "/a+b",
        "/a%25b",
        "/%C3%A9",
        "/a~b?x=1&x=0&y=%2F&empty"
      })
  void agreesWithTheSdkOnEveryPath(String target) {
    var raw = target.replace(" ", "%20");
    for (var service : new String[] {"lambda", "s3"}) {
      var signed = signedBySdk(URI.create("http://localhost:4566" + raw), service);
      assertThat(verify(signed, "2026-01-02T03:04:05Z")).as(service).isEqualTo(ALICE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-02T03:19:06Z | Signature expired: 20260102T030405Z is now earlier than"
            + " 20260102T030406Z (20260102T031906Z - 15 min.)",
        "2026-01-02T02:49:04Z | Signature not yet current: 20260102T030405Z is still later than"
            + " 20260102T030404Z (20260102T024904Z + 15 min.)",
      })
  void saysHowFarTheClocksAreApart(String now, String message) {
    assertError(vectorC("{\"a\":1}"), now, "InvalidSignatureException", message);
  }

  @Test
  void acceptsAnOldSignatureWithinFifteenMinutes() {
    assertThat(verify(vectorC("{\"a\":1}"), "2026-01-02T03:19:05Z")).isEqualTo(ALICE);
  }

  @Test
  void namesEveryMissingPartOfTheHeaderButNotTheSignature() {
    var request = TestRequest.of("GET", "/", "", "Authorization: AWS4-HMAC-SHA256 Signature=abc");

    assertThatThrownBy(() -> RequestSignature.of(request))
        .hasMessageStartingWith(
            "Authorization header requires 'Credential' parameter. Authorization header requires"
                + " 'SignedHeaders' parameter. Authorization header requires existence of either")
        .hasMessageNotContaining("abc");
  }

  @Test
  void refusesADateThatIsNone() {
    var request =
        TestRequest.of(
            "GET",
            "/",
            "",
            "X-Amz-Date: yesterday",
            authorization("20150830/us-east-1/iam", "host;x-amz-date", "00"));

    assertError(
        request,
        "2015-08-30T12:36:00Z",
        "IncompleteSignatureException",
        "Date must be in ISO-8601 'basic format'. Got 'yesterday'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2015", "201508", "2015083", "20150830T", "20150831"})
  void refusesAScopeOfAnotherDayThanTheRequests(String date) {
    var request =
        TestRequest.of(
            "GET",
            "/",
            "",
            "Host: example.amazonaws.com",
            "X-Amz-Date: 20150830T123600Z",
            authorization(date + "/us-east-1/iam", "host;x-amz-date", "00"));

    assertError(
        request,
        "2015-08-30T12:36:00Z",
        "InvalidSignatureException",
        "'" + date + "' != '20150830', from '20150830T123600Z'.");
  }

  @Test
  void refusesAnUnknownKey() {
    var request = vectorC("{\"a\":1}");
    var signature = Objects.requireNonNull(RequestSignature.of(request));
    var verifier =
        verifier(_ -> new IdentityAuthority.SigningKey.Unknown(), "2026-01-02T03:04:05Z");

    assertThatThrownBy(() -> verifier.verify(request, signature, request.content()))
        .hasMessageContaining("The security token included in the request is invalid.");
  }

  private static TestRequest vectorC(String body) {
    return TestRequest.of(
        "POST",
        "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Afn"
            + "/invocations?Qualifier=%24LATEST",
        body,
        "Host: lambda.us-east-1.amazonaws.com",
        "X-Amz-Date: 20260102T030405Z",
        "X-Amz-Invocation-Type: RequestResponse",
        authorization(
            "20260102/us-east-1/lambda",
            "host;x-amz-date;x-amz-invocation-type",
            "e23e2273697e45f0c7d1e6b42ee9b5b9f6f56697563e0620aeccd40a6a2ad1e3"));
  }

  private static TestRequest signedBySdk(URI uri, String service) {
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create(KEY_ID, SECRET))
                        .request(
                            SdkHttpRequest.builder().uri(uri).method(SdkHttpMethod.GET).build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3"))
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !service.equals("s3"))
                        .putProperty(
                            software.amazon.awssdk.http.auth.spi.signer.HttpSigner.SIGNING_CLOCK,
                            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC)))
            .request();
    var headers = new ArrayList<String>();
    signed.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(name + ": " + value)));
    var query = uri.getRawQuery();
    return TestRequest.of(
        "GET",
        uri.getRawPath() + (query == null ? "" : "?" + query),
        "",
        headers.toArray(String[]::new));
  }

  private static String authorization(String scope, String signedHeaders, String signature) {
    return "Authorization: AWS4-HMAC-SHA256 Credential="
        + KEY_ID
        + "/"
        + scope
        + "/aws4_request, SignedHeaders="
        + signedHeaders
        + ", Signature="
        + signature;
  }

  private static Principal verify(TestRequest request, String now) {
    var signature = Objects.requireNonNull(RequestSignature.of(request));
    return verifier(SignatureVerifierTest::derive, now)
        .verify(request, signature, request.content());
  }

  private static void assertError(TestRequest request, String now, String code, String message) {
    assertThatThrownBy(() -> verify(request, now))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.awsErrorDetails().errorMessage()).contains(message);
            });
  }

  private static SignatureVerifier verifier(Keys keys, String now) {
    var authority =
        new IdentityAuthority() {
          @Override
          public SigningKey signingKey(SigningKeyRequest request) {
            return keys.of(request);
          }

          @Override
          public long position() {
            return 0;
          }
        };
    return new SignatureVerifier(
        new SigningKeys(authority, new IdentityReplica(), new StoppedClock()),
        Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private static IdentityAuthority.SigningKey derive(IdentityAuthority.SigningKeyRequest request) {
    var key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
    for (var part :
        new String[] {request.date(), request.region(), request.service(), "aws4_request"}) {
      key = hmac(key, part);
    }
    return new IdentityAuthority.SigningKey.Issued(key, ALICE, Instant.MAX);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private interface Keys {
    IdentityAuthority.SigningKey of(IdentityAuthority.SigningKeyRequest request);
  }

  private static final class StoppedClock implements PlatformClock {
    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
      throw new AssertionError("nothing is scheduled here");
    }
  }
}
