package dev.triggerfish.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;

/** Events that a topic and a bucket push to a function, from the call to the function's start. */
final class Pushed {

  private static final String FUNCTION = "bench-pushed";
  private static final String BUCKET = "bench-pushed";
  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:" + FUNCTION;
  private static final int CLIENTS = 8;

  private static final LambdaFunctionConfiguration CREATED =
      LambdaFunctionConfiguration.builder()
          .lambdaFunctionArn(ARN)
          .events(Event.S3_OBJECT_CREATED)
          .build();

  static final String KNOCK =
      """
      import os, socket
      def handler(event, context):
          socket.create_connection(("127.0.0.1", int(os.environ["PORT"]))).close()
      """;

  private final Product product;
  private final Scale scale;
  private final Results results;

  Pushed(Product product, Scale scale, Results results) {
    this.product = product;
    this.scale = scale;
    this.results = results;
  }

  void measure() throws IOException, InterruptedException {
    try (var arrivals = new Arrivals();
        var sns = product.client(SnsClient.builder());
        var s3 = product.client(S3Client.builder().forcePathStyle(true))) {
      product.createFunction(
          FUNCTION,
          Runtime.PYTHON3_12,
          "index.handler",
          SdkBytes.fromByteArray(
              MeasuredFunction.zip("index.py", KNOCK.getBytes(StandardCharsets.UTF_8))),
          Map.of("PORT", Integer.toString(arrivals.port())));
      var topic = topic(sns);
      bucket(s3);
      measureSource(
          Results.PUBLISH, arrivals, n -> sns.publish(r -> r.topicArn(topic).message("m" + n)));
      measureSource(
          Results.PUT_OBJECT,
          arrivals,
          n -> s3.putObject(r -> r.bucket(BUCKET).key("k" + n), RequestBody.fromString("x")));
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  private String topic(SnsClient sns) {
    var topic = sns.createTopic(r -> r.name(FUNCTION)).topicArn();
    product.permit(FUNCTION, "sns.amazonaws.com", topic);
    sns.subscribe(r -> r.topicArn(topic).protocol("lambda").endpoint(ARN));
    return topic;
  }

  private void bucket(S3Client s3) {
    s3.createBucket(r -> r.bucket(BUCKET));
    product.permit(FUNCTION, "s3.amazonaws.com", "arn:aws:s3:::" + BUCKET);
    s3.putBucketNotificationConfiguration(
        r ->
            r.bucket(BUCKET)
                .notificationConfiguration(c -> c.lambdaFunctionConfigurations(CREATED)));
  }

  private void measureSource(String source, Arrivals arrivals, IntConsumer push)
      throws InterruptedException, TimeoutException {
    many(arrivals, push, scale.pushed());
    for (var round = 0; round < scale.rounds(); round++) {
      for (var i = 0; i < scale.pushedOneByOne(); i++) {
        var begun = System.nanoTime();
        push.accept(i);
        results.pushed(source, (arrivals.await(1) - begun) / 1e6);
      }
      results.pushedPerSecond(source, many(arrivals, push, scale.pushed()));
    }
  }

  /** From the first call to the last start. */
  private static double many(Arrivals arrivals, IntConsumer push, int count)
      throws InterruptedException, TimeoutException {
    var begun = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      IntStream.range(0, count).forEach(n -> threads.execute(() -> push.accept(n)));
      return count / ((arrivals.await(count) - begun) / 1e9);
    }
  }
}
