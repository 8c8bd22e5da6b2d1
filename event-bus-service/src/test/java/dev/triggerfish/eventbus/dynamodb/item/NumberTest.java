package dev.triggerfish.eventbus.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class NumberTest {

  private static final long SEED = Long.getLong("triggerfish.seed", System.nanoTime());

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "0.000, 0",
    "+7, 7",
    "007.50, 7.5",
    ".5, 0.5",
    "5., 5",
    "1e3, 1000",
    "12E-3, 0.012",
    "1.20e+2, 120",
    "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
    "0.12345678901234567890123456789012345678, 0.12345678901234567890123456789012345678",
    "100000000000000000000000000000000000000000, 100000000000000000000000000000000000000000"
  })
  void areGivenBackWithoutExponentAndSuperfluousZeros(String text, String given) {
    assertThat(DynamoNumber.text(DynamoNumber.parse(text))).isEqualTo(given);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1a", "--1", "1e", "e1", ".", "1 ", "0x1", "1,000", "NaN", "١"})
  void areNotReadFromOtherText(String text) {
    assertThatThrownBy(() -> DynamoNumber.parse(text))
        .hasMessageContaining("The parameter cannot be converted to a numeric value: " + text);
  }

  @ParameterizedTest
  @CsvSource({
    "1e126, Number overflow",
    "-9.9e126, Number overflow",
    "1e999999999999999999999, Number overflow",
    "1e-131, Number underflow",
    "1e-999999999999999999999, Number underflow",
    "123456789012345678901234567890123456789, Attempting to store more than 38 significant digits",
    "1.00000000000000000000000000000000000001, Attempting to store more than 38 significant digits"
  })
  void areRefusedBeyondTheirRange(String text, String problem) {
    assertThatThrownBy(() -> DynamoNumber.parse(text)).hasMessageContaining(problem);
  }

  @Test
  void areRefusedInLinearTimeHoweverLong() {
    var text = "9".repeat(400_000);

    assertThatThrownBy(() -> DynamoNumber.parse(text)).hasMessageContaining("Number overflow");
    assertThat(DynamoNumber.parse("0".repeat(400_000) + "1")).isEqualTo(BigDecimal.ONE);
  }

  @Test
  void standInTheOrderOfTheirKeyBytes() {
    var random = new Random(SEED);
    for (var i = 0; i < 50_000; i++) {
      var one = number(random);
      var other = random.nextInt(4) == 0 ? neighbour(one, random) : number(random);
      assertThat(Integer.signum(Arrays.compareUnsigned(key(one), key(other))))
          .as("%s and %s, seed %d", one, other, SEED)
          .isEqualTo(Integer.signum(one.compareTo(other)));
    }
  }

  private static byte[] key(BigDecimal number) {
    return SortKey.bytes(AttributeValue.fromN(DynamoNumber.text(number)));
  }

  private static BigDecimal number(Random random) {
    if (random.nextInt(20) == 0) {
      return BigDecimal.ZERO;
    }
    var digits = new BigInteger(1 + random.nextInt(126), random).abs().add(BigInteger.ONE);
    var text = digits.toString();
    var unscaled = new BigInteger(text.substring(0, Math.min(38, text.length())));
    var exponent = random.nextInt(-130, 126 - Math.min(38, text.length()) + 1);
    var number = new BigDecimal(unscaled).scaleByPowerOfTen(exponent);
    var small = number.precision() - number.scale() - 1 < -130 ? BigDecimal.ONE : number;
    return random.nextBoolean() ? small : small.negate();
  }

  private static BigDecimal neighbour(BigDecimal number, Random random) {
    if (number.signum() == 0) {
      return BigDecimal.ONE;
    }
    var ulp = number.stripTrailingZeros().ulp();
    return random.nextBoolean() ? number.add(ulp) : number.subtract(ulp);
  }
}
