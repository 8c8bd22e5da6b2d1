package dev.triggerfish.eventbus.delivery;

/** How often and how long a source tries to deliver. */
public enum Retries {
  /**
   * 100,015 attempts over 23 days.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">
   *     Amazon SNS message delivery retries</a>
   */
  SNS,
  /** With growing pauses of up to five minutes, for 24 hours. */
  S3
}
