package dev.triggerfish.invoker.logs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How time is billed.
 *
 * @param quantum what billed durations are rounded up to: {@code 100ms}, or {@code 1ms} as AWS does
 *     since December 2020, which bills INIT too
 */
@ConfigurationProperties("triggerfish.billing")
public record BillingProperties(@DefaultValue("100ms") Duration quantum) {}
