package dev.triggerfish.logs.cost;

import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Prices in USD; the defaults are AWS's list prices for us-east-1, first tier, without the free
 * tier.
 *
 * @param x86GigabyteSecond of memory on {@code x86_64}
 * @param armGigabyteSecond of memory on {@code arm64}
 * @param request for each invocation
 * @param storageGigabyteSecond of {@code /tmp} beyond 512 MB
 * @see <a href="https://aws.amazon.com/lambda/pricing/">Lambda pricing</a>
 */
@ConfigurationProperties("triggerfish.billing")
public record PriceProperties(
    @DefaultValue("0.0000166667") BigDecimal x86GigabyteSecond,
    @DefaultValue("0.0000133334") BigDecimal armGigabyteSecond,
    @DefaultValue("0.0000002") BigDecimal request,
    @DefaultValue("0.0000000309") BigDecimal storageGigabyteSecond) {

  /** The exact cost of a use. */
  BigDecimal of(Usage usage) {
    var memory = usage.architecture().equals("arm64") ? armGigabyteSecond : x86GigabyteSecond;
    return request
        .multiply(BigDecimal.valueOf(usage.requests()))
        .add(memory.multiply(usage.gigabyteSeconds()))
        .add(storageGigabyteSecond.multiply(usage.storageGigabyteSeconds()));
  }
}
