package dev.triggerfish.logs.loggroup;

import dev.triggerfish.aws.arn.Arn;

/**
 * ARNs of groups and streams, and what actions are authorized on. AWS authorizes actions on a group
 * on the ARN of a stream without a name, which is why policies need {@code log-group:G:*}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html">AWS</a>
 */
public final class LogArns {

  private static final String SERVICE = "logs";

  private LogArns() {}

  /** A group. */
  public static String group(String region, String accountId, String group) {
    return Arn.of(SERVICE, region, accountId, "log-group:" + group).toString();
  }

  /** A stream. */
  public static String stream(String region, String accountId, String group, String stream) {
    return group(region, accountId, group) + ":log-stream:" + stream;
  }

  /** The ARN on which actions on a group are authorized. */
  public static String authorizedGroup(String region, String accountId, String group) {
    return stream(region, accountId, group, "");
  }
}
