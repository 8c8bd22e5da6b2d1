package dev.triggerfish.testkit;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Lambda for those who invoke functions: remembers its calls, and answers as a test says. */
public final class FakeLambda implements AwsClients {

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Call> taken = new CopyOnWriteArrayList<>();
  private volatile Function<Call, InvokeResponse> function = _ -> accepted();

  /** One call. */
  public record Call(ServiceIdentity identity, InvokeRequest request) {
    /** The payload as text. */
    public String payload() {
      return request.payload().asUtf8String();
    }
  }

  /** What each call is answered from now on; it may wait, and throw. */
  public void function(Function<Call, InvokeResponse> next) {
    function = next;
  }

  /** What is done for each call before it is accepted; it may wait, and throw. */
  public void answer(Consumer<Call> what) {
    function =
        call -> {
          what.accept(call);
          return accepted();
        };
  }

  /** All calls, in order. */
  public List<Call> calls() {
    return calls;
  }

  /** Those that were answered without an error, in order. */
  public List<Call> taken() {
    return taken;
  }

  /** The answer of a function. */
  public static InvokeResponse answer(String payload) {
    return InvokeResponse.builder()
        .statusCode(200)
        .payload(SdkBytes.fromUtf8String(payload))
        .build();
  }

  private static InvokeResponse accepted() {
    var response = InvokeResponse.builder().statusCode(202);
    response.responseMetadata(
        DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", UUID.randomUUID().toString())));
    return response.build();
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, ServiceIdentity identity) {
    return type.cast(new Client(identity));
  }

  private final class Client implements LambdaClient {

    private final ServiceIdentity identity;

    Client(ServiceIdentity identity) {
      this.identity = identity;
    }

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
      var call = new Call(identity, request);
      calls.add(call);
      var response = function.apply(call);
      taken.add(call);
      return response;
    }

    @Override
    public String serviceName() {
      return "lambda";
    }

    @Override
    public void close() {}
  }
}
