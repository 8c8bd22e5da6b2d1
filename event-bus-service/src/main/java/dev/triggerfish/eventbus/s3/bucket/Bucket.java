package dev.triggerfish.eventbus.s3.bucket;

import java.time.Instant;

/**
 * A bucket.
 *
 * @param id in the database; a bucket that was deleted and made anew has another one
 * @param name unique over all accounts
 * @param accountId of the owner, 12 digits
 * @param region where it is
 * @param createdAt platform time
 */
public record Bucket(long id, String name, String accountId, String region, Instant createdAt) {

  /** The region in which a bucket is that says nothing of its location. */
  public static final String CLASSIC_REGION = "us-east-1";

  /** Such as {@code arn:aws:s3:::photos}. */
  public String arn() {
    return arn(name);
  }

  /** The ARN that a bucket of this name has. */
  public static String arn(String bucket) {
    return "arn:aws:s3:::" + bucket;
  }

  /** The ARN that an object has. */
  public static String arn(String bucket, String key) {
    return arn(bucket) + "/" + key;
  }
}
