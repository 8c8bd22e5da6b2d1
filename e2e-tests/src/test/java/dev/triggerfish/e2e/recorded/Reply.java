package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer as it came over the wire. */
record Reply(int status, HttpHeaders headers, byte[] body) {

  static final JsonMapper JSON = JsonMapper.shared();

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonNode json() {
    return JSON.readTree(body);
  }

  @Nullable String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  /** The body with placeholders for what differs from call to call and from account to account. */
  String normal() {
    return normal(text());
  }

  static String normal(String text) {
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000", "<time>")
        .replaceAll("runtime:[0-9a-f]{64}", "runtime:<hash>")
        .replace("arn:aws:lambda:us-east-1:111122223333:function:", "ARN:")
        .replace("111122223333", "ACCT")
        .replace("us-east-1", "REGION");
  }

  Reply is(int expected) {
    assertThat(status).as(text()).isEqualTo(expected);
    return this;
  }

  /** The whole body, its members in any order. */
  Reply is(int expected, String json) {
    is(expected);
    assertThat(JSON.readTree(normal())).isEqualTo(JSON.readTree(json));
    return this;
  }

  /** An error of the REST protocol: its status, its code in the header, and the exact body. */
  Reply isError(int expected, String code, String normalBody) {
    is(expected);
    assertThat(header("x-amzn-ErrorType")).isEqualTo(code);
    assertThat(header("x-amzn-RequestId")).isNotNull();
    assertThat(header("Content-Type")).isEqualTo("application/json");
    assertThat(normal()).isEqualTo(normalBody);
    return this;
  }

  /** An error of Lambda's in the form that its code has. */
  Reply isLambdaError(String code, String message) {
    var quoted = JSON.writeValueAsString(message);
    return switch (code) {
      case "ResourceNotFoundException" ->
          isError(404, code, "{\"Type\":\"User\",\"Message\":" + quoted + "}");
      case "InvalidParameterValueException", "InvalidRequestContentException" ->
          isError(400, code, "{\"Type\":\"User\",\"message\":" + quoted + "}");
      case "ResourceConflictException" ->
          isError(409, code, "{\"Type\":\"User\",\"message\":" + quoted + "}");
      case "PreconditionFailedException" ->
          isError(412, code, "{\"Type\":\"User\",\"message\":" + quoted + "}");
      case "ValidationException" -> isError(400, code, "{\"message\":" + quoted + "}");
      case "RequestEntityTooLargeException" -> isError(413, code, "{\"message\":" + quoted + "}");
      default -> throw new IllegalArgumentException(code);
    };
  }
}
