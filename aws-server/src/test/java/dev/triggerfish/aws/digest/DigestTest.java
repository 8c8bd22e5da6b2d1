package dev.triggerfish.aws.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {

  @ParameterizedTest
  @CsvSource({
    "MD5, 900150983cd24fb0d6963f7d28e17f72",
    "SHA1, a9993e364706816aba3e25717850c26c9cd0d89d",
    "SHA256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
  })
  void hasTheValueThatItsStandardGivesForAbc(Digest digest, String expected) {
    assertThat(digest.hex("abc")).isEqualTo(expected);
    assertThat(digest.hex("abc".getBytes(UTF_8))).isEqualTo(expected);
  }

  @Test
  void aDigestThatIsBegunStartsEmpty() {
    Digest.SHA256.begin().update((byte) 1);

    assertThat(Digest.SHA256.begin().digest()).isEqualTo(Digest.SHA256.of(""));
  }

  /** RFC 4231, test case 2. */
  @Test
  void hmacHasTheValueOfTheStandard() {
    assertThat(
            HexFormat.of()
                .formatHex(HmacSha256.of("Jefe".getBytes(UTF_8), "what do ya want for nothing?")))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }
}
