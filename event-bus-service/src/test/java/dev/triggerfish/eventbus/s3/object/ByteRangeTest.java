package dev.triggerfish.eventbus.s3.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-9, 0, 10",
    "bytes=0-99999999999999999999, 0, 10",
    "bytes=3-5, 3, 3",
    "bytes=9-, 9, 1",
    "bytes=4-, 4, 6",
    "bytes=-1, 9, 1",
    "bytes=-10, 0, 10",
    "bytes=-11, 0, 10",
  })
  void readsOneRangeOfTenBytes(String header, long first, long length) {
    assertThat(ByteRange.parse(header, 10)).isEqualTo(new ByteRange(first, length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=5-4",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=1-x",
        "bytes=0-1,3-4",
        "bytes=--1",
        "bytes=3",
        "octets=0-1"
      })
  void whatIsNoRangeIsIgnored(String header) {
    assertThat(ByteRange.parse(header, 10)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=10-, 10",
    "bytes=10-12, 10",
    "bytes=99999999999999999999-, 10",
    "bytes=-0, 10",
    "bytes=0-, 0",
    "bytes=-1, 0"
  })
  void aRangeWithoutAnyByteIsRefused(String header, long size) {
    assertThatThrownBy(() -> ByteRange.parse(header, size))
        .hasMessageContaining("The requested range is not satisfiable");
  }

  @Test
  void withoutAHeaderItIsTheWholeObject() {
    assertThat(ByteRange.parse(null, 10)).isNull();
  }

  @Test
  void saysWhichBytesOfHowMany() {
    assertThat(new ByteRange(2, 3).contentRange(10)).isEqualTo("bytes 2-4/10");
  }
}
