package dev.triggerfish.invoker.destination;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.invoker.destination.Completion.Target;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.role.ExecutionRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Hands events on as the execution role of the version that would run them now. */
final class RoleDestinations implements Destinations {

  private static final Logger LOG = LoggerFactory.getLogger(RoleDestinations.class);
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final FunctionResolver functions;
  private final RoleSessions sessions;
  private final TargetCalls calls;

  RoleDestinations(FunctionResolver functions, RoleSessions sessions, TargetCalls calls) {
    this.functions = functions;
    this.sessions = sessions;
    this.calls = calls;
  }

  @Override
  public Delivery deliver(EndedEvent event, Target target) {
    var arn = Arn.parse(target.arn());
    if (arn == null) {
      return new Delivery.Failed(target.arn() + " is no ARN", false);
    }
    ExecutionRole role;
    try {
      var name = event.function();
      role =
          functions
              .resolve(name.accountId(), name.region(), name.name(), name.qualifier())
              .version()
              .executionRole();
    } catch (ResourceNotFoundException e) {
      return new Delivery.Failed("The function, whose role it takes, is gone", false);
    } catch (ResourceConflictException e) {
      return new Delivery.Failed(String.valueOf(e.getMessage()), true);
    }
    return deliver(event, target, arn, role);
  }

  private Delivery deliver(EndedEvent event, Target target, Arn arn, ExecutionRole role) {
    try {
      var region = arn.region().isEmpty() ? role.region() : arn.region();
      return switch (arn.service()) {
        case "lambda" -> calls.invoke(sessions.session(role, region), event, target.arn());
        case "sns" ->
            calls.publish(sessions.session(role, region), event, target.arn(), target.kind());
        case "s3" -> calls.put(sessions.session(role, region), event, arn);
        case "sqs" -> notThereYet("SQS");
        case "events" -> notThereYet("EventBridge");
        default -> new Delivery.Failed(target.arn() + " takes no events", false);
      };
    } catch (AwsServiceException e) {
      return refused(e, role);
    } catch (SdkClientException e) {
      return new Delivery.Failed(String.valueOf(e.getMessage()), true);
    } catch (UnsupportedOperationException | IllegalStateException e) {
      // What serves the target is not part of this platform.
      LOG.warn("{} cannot be reached", target.arn(), e);
      return new Delivery.Failed(String.valueOf(e.getMessage()), false);
    }
  }

  private static Delivery notThereYet(String service) {
    return new Delivery.Failed("Triggerfish does not have " + service + " yet", false);
  }

  private Delivery refused(AwsServiceException e, ExecutionRole role) {
    var details = e.awsErrorDetails();
    var message = String.valueOf(details == null ? e.getMessage() : details.errorMessage());
    sessions.forget(role);
    if (e.statusCode() == FORBIDDEN) {
      return new Delivery.Denied(message);
    }
    return new Delivery.Failed(
        message, e.statusCode() >= SERVER_ERROR || e.statusCode() == TOO_MANY_REQUESTS);
  }
}
