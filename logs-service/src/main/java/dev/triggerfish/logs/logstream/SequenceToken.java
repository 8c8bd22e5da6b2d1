package dev.triggerfish.logs.logstream;

import java.math.BigInteger;

/**
 * The sequence token of a stream. Since 2023 AWS takes any token and still gives one out; here it
 * is a constant of the stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">AWS</a>
 */
public final class SequenceToken {

  private static final BigInteger FIRST = BigInteger.TEN.pow(54).multiply(BigInteger.valueOf(49));

  private SequenceToken() {}

  /** 56 digits. */
  public static String of(LogStream stream) {
    return FIRST
        .add(BigInteger.valueOf(stream.creationTime()).shiftLeft(128))
        .add(BigInteger.valueOf(stream.id()))
        .toString();
  }
}
