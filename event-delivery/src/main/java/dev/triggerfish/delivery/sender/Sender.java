package dev.triggerfish.delivery.sender;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.client.AwsClients;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Sends a message to whatever an ARN names. A new kind of target is one class more. */
public final class Sender {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  /** Targets that AWS has and Triggerfish does not, by the service of their ARNs. */
  private static final Map<String, String> MISSING = Map.of("sqs", "SQS", "events", "EventBridge");

  private final AwsClients clients;
  private final Map<String, Target> targets;

  /** A sender to all kinds of targets that there are. */
  public Sender(AwsClients clients) {
    this(clients, List.of(new FunctionTarget(), new TopicTarget(), new ObjectTarget()));
  }

  /** Why a target will never take anything, if AWS has such and Triggerfish does not; else null. */
  public static @Nullable String missing(Arn target) {
    var service = MISSING.get(target.service());
    return service == null ? null : "Triggerfish does not have " + service + " yet";
  }

  Sender(AwsClients clients, List<Target> targets) {
    this.clients = clients;
    this.targets = targets.stream().collect(Collectors.toMap(Target::service, Function.identity()));
  }

  /**
   * Sends a message, and waits for the answer for 30 seconds at most. Never throws.
   *
   * @param arn of a function, version or alias, of a topic, or of the object that is to be written
   */
  public SendOutcome send(String arn, SenderIdentity identity, OutboundMessage message) {
    var parsed = Arn.parse(arn);
    var target = parsed == null ? null : targets.get(parsed.service());
    if (parsed == null || target == null) {
      var missing = parsed == null ? null : missing(parsed);
      return new SendOutcome.Refused(missing == null ? arn + " takes no events" : missing);
    }
    try {
      return target.send(clients, identity, parsed, message);
    } catch (AwsServiceException e) {
      return SendOutcome.of(e);
    } catch (SdkClientException e) {
      return SendOutcome.of(e);
    } catch (UnsupportedOperationException e) {
      LOG.warn("What serves {} is not part of this platform", arn, e);
      return new SendOutcome.Refused(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("Nothing could be sent to {}", arn, e);
      return new SendOutcome.Failed("The platform failed: " + e);
    }
  }
}
