package dev.triggerfish.gateway.integration;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Calls functions as API Gateway: the function's policy has to allow that for the route. A call
 * that takes too long goes on without anyone who waits for it, as in AWS.
 */
public final class FunctionInvoker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FunctionInvoker.class);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final String PRINCIPAL = "apigateway.amazonaws.com";

  private final AwsClients clients;
  private final ExecutorService calls;

  FunctionInvoker(AwsClients clients, ExecutorService calls) {
    this.clients = clients;
    this.calls = calls;
  }

  /** What became of a call. */
  public sealed interface Outcome {

    /** The function answered. */
    record Answered(byte[] payload) implements Outcome {}

    /** The function failed, or could not be called. */
    record Failed() implements Outcome {}

    /** It took longer than the integration allows, or too many calls are running. */
    record Unavailable() implements Outcome {}

    /** The event is larger than Lambda takes. */
    record TooLarge() implements Outcome {}
  }

  /**
   * Calls a function and waits for its answer.
   *
   * @param source the route, as the function's policy names it
   * @param event JSON
   */
  public Outcome call(Arn function, Arn source, byte[] event, int timeoutMillis) {
    var call = CompletableFuture.supplyAsync(() -> invoke(function, source, event), calls);
    try {
      return call.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.info("{} took longer than the {} ms of {}", function, timeoutMillis, source);
      return new Outcome.Unavailable();
    } catch (ExecutionException e) {
      log.warn("Calling {} for {} failed", function, source, e.getCause());
      return new Outcome.Failed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Unavailable();
    }
  }

  private Outcome invoke(Arn function, Arn source, byte[] event) {
    var identity =
        new ServiceIdentity(PRINCIPAL, source.accountId(), function.region(), source.toString());
    try {
      return outcome(
          function,
          clients
              .client(LambdaClient.class, identity)
              .invoke(
                  InvokeRequest.builder()
                      .functionName(function.toString())
                      .payload(SdkBytes.fromByteArrayUnsafe(event))
                      .build()));
    } catch (AwsServiceException e) {
      log.warn("{} cannot be called for {}: {}", function, source, e.getMessage());
      return switch (e.statusCode()) {
        case HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE -> new Outcome.TooLarge();
        case TOO_MANY_REQUESTS -> new Outcome.Unavailable();
        default -> new Outcome.Failed();
      };
    }
  }

  private static Outcome outcome(Arn function, InvokeResponse response) {
    if (response.functionError() != null) {
      log.info("{} failed: {}", function, response.functionError());
      return new Outcome.Failed();
    }
    var payload = response.payload();
    return new Outcome.Answered(payload == null ? new byte[0] : payload.asByteArrayUnsafe());
  }

  /** Calls that are under way are left to themselves. */
  @Override
  public void close() {
    calls.shutdownNow();
  }
}
