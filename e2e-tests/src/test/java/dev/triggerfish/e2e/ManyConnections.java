package dev.triggerfish.e2e;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** A client that does not queue its calls for want of connections. */
final class ManyConnections implements AutoCloseable {

  private final LambdaClient lambda;

  ManyConnections(Cloud cloud, int connections) {
    lambda =
        LambdaClient.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(Cloud.ROOT))
            .httpClient(
                ApacheHttpClient.builder()
                    .maxConnections(connections)
                    .connectionAcquisitionTimeout(Duration.ofMinutes(1))
                    .socketTimeout(Duration.ofMinutes(2))
                    .build())
            .overrideConfiguration(
                o -> o.apiCallTimeout(Duration.ofMinutes(2)).retryStrategy(r -> r.maxAttempts(1)))
            .build();
  }

  InvokeResponse invoke(String function) {
    return lambda.invoke(r -> r.functionName(function).payload(SdkBytes.fromUtf8String("{}")));
  }

  @Override
  public void close() {
    lambda.close();
  }
}
