package dev.triggerfish.aws.metric;

import java.util.Map;

/**
 * A metric, as CloudWatch tells it apart from others.
 *
 * @param accountId whose metric it is, 12 digits
 * @param region of the metric
 * @param namespace such as {@code AWS/Lambda}
 * @param name such as {@code Invocations}
 * @param dimensions values by name; empty for a metric of the whole account
 * @param unit as CloudWatch names it, such as {@code Milliseconds}
 */
public record Metric(
    String accountId,
    String region,
    String namespace,
    String name,
    Map<String, String> dimensions,
    String unit) {}
