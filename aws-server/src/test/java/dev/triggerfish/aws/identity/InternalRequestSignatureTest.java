package dev.triggerfish.aws.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.aws.identity.InternalRequestSignature.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternalRequestSignatureTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String SECRET = "secret";

  private final InternalRequestSignature signature = at(Duration.ZERO);

  private static InternalRequestSignature at(Duration later) {
    return new InternalRequestSignature(Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
  }

  private static Request request(
      String service, String method, String path, String date, String body) {
    return new Request(service, method, path, date, body.getBytes(StandardCharsets.UTF_8));
  }

  private Request signed() {
    return request("invoker", "POST", "/p", signature.date(), "body");
  }

  static Stream<Request> changed() {
    var date = NOW.toString();
    return Stream.of(
        request("logs", "POST", "/p", date, "body"),
        request("invoker", "GET", "/p", date, "body"),
        request("invoker", "POST", "/q", date, "body"),
        request("invoker", "POST", "/p", NOW.plusSeconds(1).toString(), "body"),
        request("invoker", "POST", "/p", date, "bodY"));
  }

  @Test
  void verifiesWhatWasSigned() {
    var proof = signature.sign(signed(), SECRET);

    assertThat(signature.verify(signed(), proof, SECRET)).isTrue();
    assertThat(signature.verify(signed(), proof, "guess")).isFalse();
    assertThat(signature.verify(signed(), "", SECRET)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("changed")
  void refusesWhatWasChanged(Request request) {
    assertThat(signature.verify(request, signature.sign(signed(), SECRET), SECRET)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, -300, 0, 300, 301})
  void takesRequestsOfFiveMinutesAroundNow(long seconds) {
    var proof = signature.sign(signed(), SECRET);

    assertThat(at(Duration.ofSeconds(seconds)).verify(signed(), proof, SECRET))
        .isEqualTo(Math.abs(seconds) <= 300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "+1000000000-12-31T23:59:59.999999999Z"})
  void refusesDatesThatAreNone(String date) {
    var request = request("invoker", "POST", "/p", date, "body");

    assertThat(signature.verify(request, signature.sign(request, SECRET), SECRET)).isFalse();
  }

  @Test
  void letsAServiceSpeakForItsOwnPrincipalsAlone() {
    var eventBus = PlatformService.EVENT_BUS.principals().getFirst();

    assertThat(PlatformService.EVENT_BUS.principals())
        .contains("s3.amazonaws.com", "sns.amazonaws.com")
        .allMatch(principal -> PlatformService.maySpeakAs(eventBus, principal));
    assertThat(PlatformService.maySpeakAs(eventBus, "lambda.amazonaws.com")).isFalse();
    assertThat(PlatformService.maySpeakAs("lambda.amazonaws.com", eventBus)).isFalse();
    assertThat(PlatformService.maySpeakAs("ec2.amazonaws.com", "ec2.amazonaws.com")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "lambda.amazonaws.com, s3",
    "s3.amazonaws.com,",
    "logs.amazonaws.com,",
    "apigateway.amazonaws.com,",
    "ec2.amazonaws.com,",
  })
  void believesLambdaAloneWhoHasCalledItAndOnlyInS3(String principal, @Nullable String to) {
    assertThat(PlatformService.forwardsTo(principal))
        .isEqualTo(to == null ? List.of() : List.of(to));
  }
}
