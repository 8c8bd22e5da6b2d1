package dev.triggerfish.benchmarks;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** An Invoke as it goes over the wire, signed once; AWS takes it for five minutes. */
final class SignedCall {

  private static final String PAYLOAD = "{\"key\":\"value\",\"number\":42}";

  private SignedCall() {}

  /** The bytes of a call. */
  static byte[] invoke(String function, int port) {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(
                URI.create(
                    "http://127.0.0.1:"
                        + port
                        + "/2015-03-31/functions/"
                        + function
                        + "/invocations"))
            .putHeader("Content-Type", "application/json")
            .build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(AwsCredentialsIdentity.create("test", "test"))
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(PAYLOAD))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    var bytes = new ByteArrayOutputStream();
    write(bytes, "POST " + signed.encodedPath() + " HTTP/1.1\r\n");
    signed.forEachHeader(
        (name, values) -> values.forEach(value -> write(bytes, name + ": " + value + "\r\n")));
    write(bytes, "Content-Length: " + PAYLOAD.length() + "\r\n\r\n" + PAYLOAD);
    return bytes.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
