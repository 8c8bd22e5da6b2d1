package dev.triggerfish.logs.loggroup;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group to be made; see {@link LogGroup}. */
public record NewLogGroup(
    String accountId,
    String region,
    String name,
    long creationTime,
    @Nullable String kmsKeyId,
    Map<String, String> tags) {

  /** A group such as a function's first line makes. */
  public static NewLogGroup plain(String accountId, String region, String name, long creationTime) {
    return new NewLogGroup(accountId, region, name, creationTime, null, Map.of());
  }
}
