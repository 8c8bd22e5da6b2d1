package dev.triggerfish.invoker.concurrency;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Concurrency limits.
 *
 * @param account invocations that may run at once per account and region until more is asked for, 1
 *     to 999,999; AWS's default is 1,000
 */
@ConfigurationProperties("triggerfish.concurrency")
public record ConcurrencyProperties(@DefaultValue("1000") int account) {
  /** Checks the range. */
  public ConcurrencyProperties {
    if (account < 1 || account > AccountLimits.HIGHEST) {
      throw new IllegalArgumentException(
          "triggerfish.concurrency.account must be 1 to " + AccountLimits.HIGHEST);
    }
  }
}
