package dev.triggerfish.benchmarks;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A call as it goes over the wire, signed once; AWS takes it for five minutes. */
final class SignedCall {

  private static final String PAYLOAD = "{\"key\":\"value\",\"number\":42}";
  private static final AwsCredentialsIdentity ROOT = AwsCredentialsIdentity.create("test", "test");

  private SignedCall() {}

  /** The bytes of an Invoke. */
  static byte[] invoke(String function, int port) {
    var request =
        request(port, "/2015-03-31/functions/" + function + "/invocations")
            .putHeader("Content-Type", "application/json")
            .build();
    return signed(request, "lambda", PAYLOAD, ROOT);
  }

  /**
   * The bytes of an operation on tables or streams.
   *
   * @param target such as {@code DynamoDB_20120810.GetItem}
   */
  static byte[] dynamoDb(int port, AwsCredentialsIdentity caller, String target, String body) {
    var request =
        request(port, "/")
            .putHeader("Content-Type", "application/x-amz-json-1.0")
            .putHeader("X-Amz-Target", target)
            .build();
    return signed(request, "dynamodb", body, caller);
  }

  private static SdkHttpRequest.Builder request(int port, String path) {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.POST)
        .uri(URI.create("http://127.0.0.1:" + port + path));
  }

  private static byte[] signed(
      SdkHttpRequest request, String service, String body, AwsCredentialsIdentity caller) {
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(caller)
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    var bytes = new ByteArrayOutputStream();
    write(bytes, "POST " + signed.encodedPath() + " HTTP/1.1\r\n");
    signed.forEachHeader(
        (name, values) -> values.forEach(value -> write(bytes, name + ": " + value + "\r\n")));
    var length = body.getBytes(StandardCharsets.UTF_8).length;
    write(bytes, "Content-Length: " + length + "\r\n\r\n" + body);
    return bytes.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
