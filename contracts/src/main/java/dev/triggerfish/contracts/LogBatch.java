package dev.triggerfish.contracts;

import java.util.List;

/**
 * Lines that one execution environment wrote, on their way to a log stream. The role's right to
 * write them is decided by logs-service, which drops the batch if the role has none.
 *
 * @param id identity of the batch: a second arrival of the same id is ignored
 * @param accountId the function's account, 12 digits
 * @param region the function's region
 * @param functionArn the function on whose behalf the lines are written, qualified as it runs
 * @param roleArn the execution role
 * @param roleId the execution role's unique id, {@code AROA…}: a role that was deleted and made
 *     anew is another one
 * @param sessionName the role session's name
 * @param logGroup the group, made on first write if the role may do so
 * @param logStream the environment's stream
 * @param lines in the order in which they were written; never empty
 */
public record LogBatch(
    String id,
    String accountId,
    String region,
    String functionArn,
    String roleArn,
    String roleId,
    String sessionName,
    String logGroup,
    String logStream,
    List<LogLine> lines) {

  /**
   * One log event.
   *
   * @param timestamp milliseconds since the epoch, when the line was written
   * @param message the event as it is shown: a line keeps its line feed
   */
  public record LogLine(long timestamp, String message) {}
}
