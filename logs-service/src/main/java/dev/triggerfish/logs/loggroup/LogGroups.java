package dev.triggerfish.logs.loggroup;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.Caller;
import org.jspecify.annotations.Nullable;

/** Finds the group that a request names. */
public final class LogGroups {

  private final LogGroupStore store;

  LogGroups(LogGroupStore store) {
    this.store = store;
  }

  /** The caller's group of this name. */
  public LogGroup named(String name, Caller caller) {
    return existing(store.find(caller.accountId(), caller.region(), name));
  }

  /** The group that either of the two members names. */
  public LogGroup identified(@Nullable String name, @Nullable String identifier, Caller caller) {
    if (name != null && identifier != null) {
      throw AwsErrors.validation(
          "LogGroup name and LogGroup ARN are mutually exclusive parameters.");
    }
    if (name != null) {
      return named(name, caller);
    }
    if (identifier == null) {
      throw LogsErrors.invalidParameter(
          "You must include either logGroupIdentifier or logGroupName, but not both.");
    }
    var group = LogGroupReference.parse(identifier, caller);
    return existing(store.find(group.accountId(), group.region(), group.name()));
  }

  private static LogGroup existing(@Nullable LogGroup group) {
    if (group == null) {
      throw LogsErrors.noSuchGroup();
    }
    return group;
  }
}
