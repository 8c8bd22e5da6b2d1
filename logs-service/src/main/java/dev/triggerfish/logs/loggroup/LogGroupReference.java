package dev.triggerfish.logs.loggroup;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.Caller;

/** A group as a request names it: by its name, or by an ARN with or without {@code :*}. */
record LogGroupReference(String accountId, String region, String name) {

  private static final String PREFIX = "log-group:";

  static LogGroupReference parse(String text, Caller caller) {
    var arn = Arn.parse(text);
    if (arn == null || !arn.resource().startsWith(PREFIX)) {
      return new LogGroupReference(caller.accountId(), caller.region(), text);
    }
    var name = arn.resource().substring(PREFIX.length());
    if (name.endsWith(":*")) {
      name = name.substring(0, name.length() - 2);
    }
    return new LogGroupReference(arn.accountId(), arn.region(), name);
  }
}
