package dev.triggerfish.invoker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;

class InvocationPayloadTest {

  private static byte[] check(String text) {
    return InvocationPayload.checked(SdkBytes.fromUtf8String(text), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "true", "null", "1.5e3", "\"text\"", "[1, {\"a\": []}]", " 7\n"})
  void takesAnyJsonValueAsItIs(String text) {
    assertThat(check(text)).asString(StandardCharsets.UTF_8).isEqualTo(text);
  }

  @Test
  void takesAnAbsentBodyForAnEmptyObject() {
    assertThat(InvocationPayload.checked(null, false)).asString().isEqualTo("{}");
    assertThat(check("")).asString().isEqualTo("{}");
  }

  @Test
  void refusesWhatIsNoJsonInLambdasWords() {
    assertThatExceptionOfType(InvalidRequestContentException.class)
        .isThrownBy(() -> check("{'a': 1}"))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .startsWith(
                        "Could not parse request body into json: Could not parse payload into json: "
                            + "Unexpected character (''' (code 39)): was expecting double-quote to start field name\n"
                            + " at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1,]", "{} {}", "1 2", " ", "nul", "\"open", "{\"a\" 1}"})
  void refusesWhatIsNoWholeJsonValue(String text) {
    assertThatExceptionOfType(InvalidRequestContentException.class).isThrownBy(() -> check(text));
  }

  @Test
  void refusesDeepNestingWithoutFollowingIt() {
    assertThatExceptionOfType(InvalidRequestContentException.class)
        .isThrownBy(() -> check("[".repeat(1_000_000)));
  }

  @Test
  void refusesWhatIsTooLarge() {
    var large = SdkBytes.fromByteArrayUnsafe(new byte[6_291_457]);
    assertThatExceptionOfType(AwsServiceException.class)
        .isThrownBy(() -> InvocationPayload.checked(large, false))
        .satisfies(
            e -> {
              assertThat(e.statusCode()).isEqualTo(413);
              assertThat(e.awsErrorDetails().errorCode())
                  .isEqualTo("RequestEntityTooLargeException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)");
            });
    assertThatExceptionOfType(AwsServiceException.class)
        .isThrownBy(() -> InvocationPayload.checked(large, true))
        .withMessageContaining("Event invocation type (limit 1048576 bytes)");
  }
}
