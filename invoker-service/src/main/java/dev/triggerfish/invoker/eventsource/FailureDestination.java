package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.delivery.sender.OutboundMessage;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.delivery.sender.Sender;
import dev.triggerfish.delivery.sender.SenderIdentity;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.invoker.role.RoleSessions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Tells mappings' destinations what was given up, with the permissions of the function's role. */
final class FailureDestination {

  private final RoleSessions sessions;
  private final Sender sender;

  FailureDestination(RoleSessions sessions, Sender sender) {
    this.sessions = sessions;
    this.sender = sender;
  }

  /**
   * Sends a record; never throws.
   *
   * @param role null if the function is gone
   */
  SendOutcome tell(
      String destination, Discarded discarded, EventSource source, @Nullable ExecutionRole role) {
    var arn = Arn.parse(destination);
    if (arn == null) {
      return new SendOutcome.Refused(destination + " is no ARN");
    }
    if (role == null) {
      return new SendOutcome.Refused("The function, whose role it takes, is gone");
    }
    SenderIdentity identity;
    try {
      var region = arn.region().isEmpty() ? role.region() : arn.region();
      identity = new SenderIdentity.Session(sessions.session(role, region));
    } catch (AwsServiceException e) {
      return SendOutcome.of(e);
    } catch (SdkClientException e) {
      return SendOutcome.of(e);
    }
    var message = new OutboundMessage(discarded.record(source, arn.service().equals("s3")), null);
    var outcome = sender.send(discarded.target(arn, source), identity, message);
    if (!(outcome instanceof SendOutcome.Delivered)) {
      sessions.forget(role);
    }
    return outcome;
  }
}
