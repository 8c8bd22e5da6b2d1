package dev.triggerfish.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;

/**
 * How much a function's events are delayed by those of another one that may run only once at a
 * time, is busy, and has many waiting.
 */
final class Neighbour {

  private static final String BUSY = "bench-busy";
  private static final String FUNCTION = "bench-neighbour";
  private static final int CLIENTS = 8;

  private static final String SLEEP =
      """
      import time
      def handler(event, context): time.sleep(59)
      """;

  private final Product product;
  private final Scale scale;
  private final Results results;

  Neighbour(Product product, Scale scale, Results results) {
    this.product = product;
    this.scale = scale;
    this.results = results;
  }

  void measure() throws IOException, InterruptedException {
    try (var arrivals = new Arrivals();
        var lambda = product.client(LambdaClient.builder())) {
      product.createFunction(BUSY, Runtime.PYTHON3_12, "index.handler", python(SLEEP), Map.of());
      lambda.putFunctionConcurrency(r -> r.functionName(BUSY).reservedConcurrentExecutions(1));
      product.createFunction(
          FUNCTION,
          Runtime.PYTHON3_12,
          "index.handler",
          python(Pushed.KNOCK),
          Map.of("PORT", Integer.toString(arrivals.port())));
      events(lambda, arrivals, false);
      events(lambda, arrivals, true);
      try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
        IntStream.range(0, scale.waiting())
            .forEach(_ -> threads.execute(() -> event(lambda, BUSY)));
      }
      events(lambda, arrivals, true);
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  /** One after the other; the first ones warm up. */
  private void events(LambdaClient lambda, Arrivals arrivals, boolean counts)
      throws InterruptedException, TimeoutException {
    var millis = new double[scale.beside()];
    for (var i = 0; i < millis.length; i++) {
      var begun = System.nanoTime();
      event(lambda, FUNCTION);
      millis[i] = (arrivals.await(1) - begun) / 1e6;
    }
    if (counts) {
      results.beside(millis);
    }
  }

  private static void event(LambdaClient lambda, String function) {
    lambda.invoke(r -> r.functionName(function).invocationType("Event"));
  }

  private static SdkBytes python(String source) {
    return SdkBytes.fromByteArray(MeasuredFunction.zip("index.py", source.getBytes(UTF_8)));
  }
}
