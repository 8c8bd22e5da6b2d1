package dev.triggerfish.delivery.sender;

import dev.triggerfish.aws.operation.Caller;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * What is sent.
 *
 * @param body JSON or text, UTF-8; the array is not copied
 * @param attributes by name, for targets whose messages have such; others leave them out
 * @param traceHeader {@code X-Amzn-Trace-Id} of the chain, if there is one
 */
// The body is read once; nothing compares messages.
@SuppressWarnings("ArrayRecordComponent")
public record OutboundMessage(
    byte[] body, Map<String, Attribute> attributes, @Nullable String traceHeader) {

  /** In wall time: a target that does not answer must not keep its place for ever. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  /** A message without attributes. */
  public OutboundMessage(byte[] body, @Nullable String traceHeader) {
    this(body, Map.of(), traceHeader);
  }

  /**
   * An attribute of a message.
   *
   * @param type {@code String} or {@code Number}
   */
  public record Attribute(String type, String value) {}

  /** How each call is made that sends it. */
  AwsRequestOverrideConfiguration call() {
    var call = AwsRequestOverrideConfiguration.builder().apiCallTimeout(LONGEST_CALL);
    if (traceHeader != null) {
      call.putHeader(Caller.TRACE_HEADER, traceHeader);
    }
    return call.build();
  }
}
