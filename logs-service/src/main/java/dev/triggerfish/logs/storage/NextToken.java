package dev.triggerfish.logs.storage;

import dev.triggerfish.aws.paging.PageToken;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

/** CloudWatch Logs' answer to a {@code nextToken} that it has not given out. */
public final class NextToken {

  private NextToken() {}

  /** The position that a token names, or {@link #invalid()} if it is none of this scope. */
  public static String decode(String scope, String token) {
    var position = PageToken.decode(scope, token);
    if (position == null) {
      throw invalid();
    }
    return position;
  }

  /** The error of a foreign token. */
  public static InvalidParameterException invalid() {
    return InvalidParameterException.builder()
        .message("The specified nextToken is invalid.")
        .build();
  }
}
