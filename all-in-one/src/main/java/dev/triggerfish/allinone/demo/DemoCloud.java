package dev.triggerfish.allinone.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The clients that the tour uses, as any program would. */
final class DemoCloud implements AutoCloseable {

  private final String endpoint;
  private final HttpClient http = HttpClient.newHttpClient();
  final LambdaClient lambda;
  final IamClient iam;
  final CloudWatchLogsClient logs;
  final CloudWatchClient metrics;
  final ApiGatewayV2Client apis;

  DemoCloud(int port) {
    endpoint = "http://localhost:" + port;
    lambda = client(LambdaClient.builder());
    iam = client(IamClient.builder());
    logs = client(CloudWatchLogsClient.builder());
    metrics = client(CloudWatchClient.builder());
    apis = client(ApiGatewayV2Client.builder());
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(o -> o.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  /** Host and port, while the tour lasts. */
  String address() {
    return endpoint.substring(endpoint.indexOf("//") + 2);
  }

  /** What a GET of a path of this platform brings. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(endpoint + path))
            // As tables where there are any.
            .header("Accept", "text/plain, */*;q=0.5")
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** One file as a zip. */
  static SdkBytes zip(String name, String content) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  @Override
  public void close() {
    lambda.close();
    iam.close();
    logs.close();
    metrics.close();
    apis.close();
    http.close();
  }
}
