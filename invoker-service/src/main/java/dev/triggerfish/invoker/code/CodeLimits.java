package dev.triggerfish.invoker.code;

/**
 * How much an upload may hold.
 *
 * @param zippedBytes length of a zip file in a request; one in S3 may be as long as what is in it
 * @param unzippedBytes sum of all files, counted while inflating
 * @param entries files, folders and links together
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
public record CodeLimits(long zippedBytes, long unzippedBytes, int entries) {

  /** AWS's sizes; AWS bounds the number of entries too, but does not say at what. */
  public static final CodeLimits LAMBDA = new CodeLimits(52_428_800, 262_144_000, 100_000);
}
