package dev.triggerfish.eventbus.s3.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "a.b",
        "0-9",
        "my.bucket-1",
        "1.2.3",
        "1.2.3.4a",
        "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-123456789"
      })
  void takesNamesThatAwsTakes(String name) {
    assertThat(BucketName.isLegal(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-1234567890",
        "Abc",
        "a_b",
        "-ab",
        "ab-",
        ".ab",
        "ab.",
        "a..b",
        "192.168.5.4",
        "xn--abc",
        "sthree-abc",
        "amzn-s3-demo-abc",
        "abc-s3alias",
        "abc--ol-s3",
        "abc.mrap",
        "abc--x-s3",
        "äbc",
        "a/b",
        "a b"
      })
  void refusesNamesThatAwsRefuses(String name) {
    assertThat(BucketName.isLegal(name)).isFalse();
  }
}
