package dev.triggerfish.e2e.recorded;

import dev.triggerfish.e2e.PlatformKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests as bytes: signed by the SDK's signer, but neither made nor read by an SDK client. */
final class Wire {

  /** Of an account of these tests' own, so that their names meet no others. */
  static final AwsCredentialsIdentity ROOT = AwsCredentialsIdentity.create("111122223333", "test");

  /** Set by the client itself. */
  private static final Set<String> RESTRICTED = Set.of("host", "content-length", "expect");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  private Wire() {}

  static URI endpoint() {
    return PlatformKind.ALL_IN_ONE.running().endpoint();
  }

  /** A call of Lambda's; the path is sent as it is. */
  static Reply lambda(String method, String path, String body, String... headers) {
    return lambda(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  static Reply lambda(String method, String path, byte[] body, String... headers) {
    return signed("lambda", ROOT, method, path, body, headers);
  }

  /** A call of CloudWatch Logs'. */
  static Reply logs(String operation, String json) {
    return signed(
        "logs",
        ROOT,
        "POST",
        "/",
        json.getBytes(StandardCharsets.UTF_8),
        "X-Amz-Target",
        "Logs_20140328." + operation,
        "Content-Type",
        "application/x-amz-json-1.1");
  }

  static Reply iam(String action, String... parameters) {
    return query("iam", ROOT, "2010-05-08", action, parameters);
  }

  static Reply sts(String action, String... parameters) {
    return query("sts", ROOT, "2011-06-15", action, parameters);
  }

  static Reply query(
      String service,
      AwsCredentialsIdentity identity,
      String version,
      String action,
      String... parameters) {
    var form = new StringBuilder("Action=" + action + "&Version=" + version);
    for (var i = 0; i < parameters.length; i += 2) {
      form.append('&')
          .append(encoded(parameters[i]))
          .append('=')
          .append(encoded(parameters[i + 1]));
    }
    return signed(
        service,
        identity,
        "POST",
        "/",
        form.toString().getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded; charset=utf-8");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static Reply signed(
      String service,
      AwsCredentialsIdentity identity,
      String method,
      String path,
      byte[] body,
      String... headers) {
    var uri = endpoint().resolve(path);
    var request = SdkHttpRequest.builder().uri(uri).method(SdkHttpMethod.fromValue(method));
    for (var i = 0; i < headers.length; i += 2) {
      request.putHeader(headers[i], headers[i + 1]);
    }
    var signed =
        SIGNER.sign(
            r ->
                r.identity(identity)
                    .request(request.build())
                    .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3"))
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !service.equals("s3"))
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
    var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    signed.request().forEachHeader((name, values) -> all.put(name, String.join(",", values)));
    return send(method, uri, body, all);
  }

  static Reply unsigned(String method, String path) {
    return send(method, endpoint().resolve(path), new byte[0], Map.of());
  }

  static Reply send(String method, URI uri, byte[] body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofMinutes(1))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(
        (name, value) -> {
          if (!RESTRICTED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            request.header(name, value);
          }
        });
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
