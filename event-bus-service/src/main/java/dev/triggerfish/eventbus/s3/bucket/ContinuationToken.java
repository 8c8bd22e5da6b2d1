package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.paging.PageToken;

/** S3's answer to a continuation token that it has not given out. */
public final class ContinuationToken {

  private ContinuationToken() {}

  /** The position that a token names; S3's error if it is none of this scope. */
  public static String decode(String scope, String token) {
    var position = PageToken.decode(scope, token);
    if (position == null) {
      throw S3Errors.detailed(
          "InvalidArgument",
          400,
          "The continuation token provided is incorrect",
          "ArgumentName",
          "continuation-token");
    }
    return position;
  }
}
