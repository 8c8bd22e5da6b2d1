package dev.triggerfish.eventbus.s3fixture;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.error.AwsErrors;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** A Lambda that remembers who wanted what, and refuses with a status if it is told to. */
public final class FakeLambda implements AwsClients {

  private final List<ServiceIdentity> identities = new ArrayList<>();
  private final List<InvokeRequest> requests = new ArrayList<>();
  private int refusal;
  private boolean outboxFails;

  public void refuse(int status) {
    refusal = status;
  }

  public void failOutbox() {
    outboxFails = true;
  }

  boolean outboxFails() {
    return outboxFails;
  }

  public List<ServiceIdentity> identities() {
    return identities;
  }

  public List<InvokeRequest> requests() {
    return requests;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, ServiceIdentity identity) {
    identities.add(identity);
    return type.cast(
        new LambdaClient() {
          @Override
          public InvokeResponse invoke(InvokeRequest request) {
            requests.add(request);
            if (refusal != 0) {
              throw AwsErrors.of("AccessDeniedException", refusal, "not you");
            }
            return InvokeResponse.builder().statusCode(204).build();
          }

          @Override
          public String serviceName() {
            return "lambda";
          }

          @Override
          public void close() {}
        });
  }
}
