package dev.triggerfish.invoker.destination;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.delivery.sender.Sender;
import dev.triggerfish.delivery.sender.SenderIdentity;
import dev.triggerfish.invoker.destination.Completion.Kind;
import dev.triggerfish.invoker.destination.Completion.Target;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.invoker.role.RoleSessions;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Hands events on as the execution role of the version that would run them now. */
final class RoleDestinations implements Destinations {

  private final FunctionResolver functions;
  private final RoleSessions sessions;
  private final Sender sender;

  RoleDestinations(FunctionResolver functions, RoleSessions sessions, Sender sender) {
    this.functions = functions;
    this.sessions = sessions;
    this.sender = sender;
  }

  @Override
  public SendOutcome deliver(EndedEvent event, Target target) {
    var arn = Arn.parse(target.arn());
    if (arn == null) {
      return new SendOutcome.Refused(target.arn() + " is no ARN");
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
      return new SendOutcome.Refused("The function, whose role it takes, is gone");
    } catch (ResourceConflictException e) {
      return new SendOutcome.Failed(String.valueOf(e.getMessage()));
    }
    var region = arn.region().isEmpty() ? role.region() : arn.region();
    var outcome = send(event, arn, target.kind(), role, region);
    if (!(outcome instanceof SendOutcome.Delivered)) {
      sessions.forget(role);
    }
    return outcome;
  }

  private SendOutcome send(
      EndedEvent event, Arn target, Kind kind, ExecutionRole role, String region) {
    SenderIdentity identity;
    try {
      identity = new SenderIdentity.Session(sessions.session(role, region));
    } catch (AwsServiceException e) {
      return SendOutcome.of(e);
    } catch (SdkClientException e) {
      return SendOutcome.of(e);
    }
    return sender.send(
        DestinationMessage.arn(event, target), identity, DestinationMessage.of(event, kind));
  }
}
