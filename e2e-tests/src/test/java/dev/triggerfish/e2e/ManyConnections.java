package dev.triggerfish.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** A client that does not queue its calls for want of connections. */
final class ManyConnections implements AutoCloseable {

  private final LambdaClient lambda;
  private final int connections;

  ManyConnections(Cloud cloud, int connections) {
    this.connections = connections;
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

  /** Opens all connections, so that the calls that follow really come at once. */
  void warmUp(String function, ExecutorService executor) throws Exception {
    var dryRuns = new ArrayList<Callable<Object>>();
    for (int i = 0; i < connections; i++) {
      dryRuns.add(
          () ->
              lambda.invoke(r -> r.functionName(function).invocationType(InvocationType.DRY_RUN)));
    }
    for (var done : executor.invokeAll(dryRuns)) {
      done.get();
    }
  }

  @Override
  public void close() {
    lambda.close();
  }
}
