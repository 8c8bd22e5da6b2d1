package dev.triggerfish.aws.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.model.ServiceModels;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.OperationObserver;
import dev.triggerfish.aws.operation.OperationObserver.Outcome;
import dev.triggerfish.aws.operation.OperationRegistry;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.aws.protocol.RequestValidator;
import dev.triggerfish.policy.Decision;
import dev.triggerfish.policy.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

class OperationPerformerTest {

  private static final GetFunctionResponse FOUND = GetFunctionResponse.builder().build();

  private final List<Outcome> heard = new ArrayList<>();

  private Object perform(String function, OperationObserver... observers) {
    var models = new ServiceModels();
    var registry = new OperationRegistry(List.of(new OneFunction()), models);
    var performer =
        new OperationPerformer(
            new RequestValidator(models), new AllowAll(), List.of(), List.of(observers));
    var caller =
        new Caller(
            new Principal.Service("lambda.amazonaws.com", null),
            "000000000000",
            "us-east-1",
            "id",
            RequestOrigin.INTERNAL,
            null,
            null,
            null,
            null,
            null,
            null);
    var operation = Objects.requireNonNull(registry.find("lambda", "GetFunction"));
    var request = GetFunctionRequest.builder().functionName(function).build();
    return Objects.requireNonNull(
        performer.perform(operation, request, RequestPayload.none(), caller).response());
  }

  @Test
  void tellsThoseWhoObserveTheServiceHowACallWent() {
    assertThat(perform("there", hearing("lambda"), hearing("sts"))).isEqualTo(FOUND);
    assertThat(heard).containsExactly(new Outcome.Answered(FOUND));

    assertThatThrownBy(() -> perform("gone", hearing("lambda")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(heard.getLast()).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void theCallStandsThoughAnObserverFails() {
    assertThat(perform("there", observing("lambda", _ -> fail()), hearing("lambda")))
        .isEqualTo(FOUND);
    assertThat(heard).hasSize(1);
    assertThatThrownBy(() -> perform("gone", observing("lambda", _ -> fail())))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private static void fail() {
    throw new IllegalStateException("An observer's own fault");
  }

  private OperationObserver hearing(String service) {
    return observing(service, heard::add);
  }

  private static OperationObserver observing(String service, Consumer<Outcome> hearing) {
    return new OperationObserver() {
      @Override
      public Set<String> services() {
        return Set.of(service);
      }

      @Override
      public void ended(Call call, Outcome outcome, Duration took) {
        hearing.accept(outcome);
      }
    };
  }

  /** Knows one function. */
  record OneFunction() implements OperationGroup {

    @AwsOperation(action = "lambda:GetFunction")
    public GetFunctionResponse getFunction(GetFunctionRequest request, Caller caller) {
      if (request.functionName().equals("gone")) {
        throw ResourceNotFoundException.builder().message("No such function").build();
      }
      return FOUND;
    }
  }

  private static final class AllowAll implements Authorizer {

    @Override
    public void require(
        Caller caller, String action, String resource, Map<String, List<String>> context) {}

    @Override
    public Decision decide(
        Principal principal, String action, String resource, Map<String, List<String>> context) {
      return new Decision(Decision.Outcome.ALLOW, Decision.PolicyType.IDENTITY, null, null);
    }
  }
}
