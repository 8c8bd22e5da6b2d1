package dev.triggerfish.aws.operation;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Is told how the calls of a service went, on their threads and before they are answered: it must
 * not wait, nor throw. Calls whose caller or operation could not be made out are none.
 */
public interface OperationObserver {

  /** IDs of the services, as in {@code AwsService}. */
  Set<String> services();

  /** A call has ended. */
  void ended(Call call, Outcome outcome, Duration took);

  /** Who has asked what. */
  record Call(Operation operation, SdkRequest request, Caller caller) {}

  /** How a call went. */
  sealed interface Outcome {

    /** It was done; some operations answer nothing. */
    record Answered(@Nullable SdkResponse response) implements Outcome {}

    /** It was not done, and its caller is told why. */
    record Refused(AwsServiceException error) implements Outcome {}

    /** It failed by a fault of ours. */
    record Failed() implements Outcome {}
  }
}
