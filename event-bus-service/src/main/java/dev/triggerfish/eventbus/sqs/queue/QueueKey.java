package dev.triggerfish.eventbus.sqs.queue;

import dev.triggerfish.aws.arn.Arn;

/**
 * A queue's identity.
 *
 * @param region of the queue
 * @param accountId of its owner, 12 digits
 * @param name 1 to 80 letters, digits, {@code _} and {@code -}; names of FIFO queues end in {@code
 *     .fifo}, which counts
 */
public record QueueKey(String region, String accountId, String name) {

  private static final String FIFO = ".fifo";
  private static final int LONGEST_NAME = 80;

  /** Whether the name is one that FIFO queues have. */
  public boolean isFifo() {
    return name.endsWith(FIFO);
  }

  /** {@code arn:aws:sqs:REGION:ACCOUNT:NAME}. */
  public String arn() {
    return Arn.of("sqs", region, accountId, name).toString();
  }

  /** The key in an ARN of a queue. */
  static QueueKey of(Arn arn) {
    return new QueueKey(arn.region(), arn.accountId(), arn.resource());
  }

  /** Whether a queue can have the name. */
  boolean isNameLegal() {
    var stem = isFifo() ? name.substring(0, name.length() - FIFO.length()) : name;
    return !stem.isEmpty()
        && name.length() <= LONGEST_NAME
        && stem.chars().allMatch(QueueKey::isNameCharacter);
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
