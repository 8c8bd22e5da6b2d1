package dev.triggerfish.delivery.sender;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import dev.triggerfish.aws.client.AwsClients.SessionIdentity;
import software.amazon.awssdk.core.SdkClient;

/** As whom something is sent. */
public sealed interface SenderIdentity {

  /** An AWS service, on behalf of a resource: the target's policy decides. */
  record Service(ServiceIdentity identity) implements SenderIdentity {}

  /** A session of a role: the role's policies decide. */
  record Session(SessionIdentity identity) implements SenderIdentity {}

  /** A client that speaks as this one. */
  default <C extends SdkClient> C client(AwsClients clients, Class<C> type) {
    return switch (this) {
      case Service(var identity) -> clients.client(type, identity);
      case Session(var identity) -> clients.client(type, identity);
    };
  }
}
