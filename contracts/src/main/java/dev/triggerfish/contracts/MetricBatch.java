package dev.triggerfish.contracts;

import java.util.List;
import java.util.Map;

/**
 * What one process measured since its last batch, on its way to logs-service. A producer numbers
 * its batches in the order in which it sends them, and sends none before the one before it is
 * acknowledged: a number that is not above the last one has been counted already.
 *
 * @param producer identity of the process, another one after each start
 * @param sequence ascending per producer
 * @param series data points, to be added to those that are there
 * @param charges what was billed, to be added likewise
 */
public record MetricBatch(
    String producer, long sequence, List<Series> series, List<Charge> charges) {

  /**
   * The data points of one metric in one minute.
   *
   * @param accountId whose metric it is, 12 digits
   * @param region of the metric
   * @param namespace such as {@code AWS/Lambda}
   * @param name such as {@code Invocations}
   * @param dimensions values by name; empty for a metric of the whole account
   * @param unit as CloudWatch names it, such as {@code Milliseconds}
   * @param minute in platform time: its first second, since the epoch
   * @param values the different values
   * @param counts how often each of them occurred
   */
  public record Series(
      String accountId,
      String region,
      String namespace,
      String name,
      Map<String, String> dimensions,
      String unit,
      long minute,
      List<Double> values,
      List<Long> counts) {}

  /**
   * What the invocations of one version of a function on one day are billed for.
   *
   * @param accountId the function's account, 12 digits
   * @param region the function's region
   * @param function its bare name
   * @param version {@code $LATEST} or a number
   * @param day in platform time: days since the epoch, UTC
   * @param architecture {@code x86_64} or {@code arm64}
   * @param memoryMb its memory size
   * @param storageMb size of its {@code /tmp}
   * @param requests how many invocations
   * @param billedMillis the sum of the billed durations that their REPORT lines say
   */
  public record Charge(
      String accountId,
      String region,
      String function,
      String version,
      long day,
      String architecture,
      int memoryMb,
      int storageMb,
      long requests,
      long billedMillis) {}
}
