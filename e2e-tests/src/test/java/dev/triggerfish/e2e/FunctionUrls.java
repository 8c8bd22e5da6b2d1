package dev.triggerfish.e2e;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests to function URLs. */
public final class FunctionUrls {

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  private FunctionUrls() {}

  /** A request to a URL's own host. */
  public static RawExchange send(
      String url, String method, String target, String body, String... headers) {
    return send(url, method, target, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** A request to a URL's own host. */
  public static RawExchange send(
      String url, String method, String target, byte[] body, String... headers) {
    var address = URI.create(url);
    var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    all.put("Host", address.getAuthority());
    for (var i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return RawExchange.send(address.getPort(), method, target, all, body);
  }

  /** A request to the platform's host that names the URL by path. */
  public static RawExchange sendByPath(String url, String method, String target) {
    var address = URI.create(url);
    var id = address.getHost().substring(0, address.getHost().indexOf('.'));
    return RawExchange.send(
        address.getPort(),
        method,
        "/_aws/lambda-url/" + id + target,
        Map.of("Host", "localhost:" + address.getPort()),
        new byte[0]);
  }

  /** A signed request to a URL's own host. */
  public static RawExchange signed(
      String url,
      String method,
      String target,
      String body,
      AwsCredentialsIdentity identity,
      String signingName) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var address = URI.create(url);
    var request =
        SdkHttpRequest.builder()
            .uri(address.resolve(target))
            .method(SdkHttpMethod.fromValue(method))
            .build();
    var signed =
        SIGNER.sign(
            r ->
                r.identity(identity)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArrayUnsafe(bytes))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, signingName)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    signed.request().forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
    return RawExchange.send(address.getPort(), method, target, headers, bytes);
  }
}
