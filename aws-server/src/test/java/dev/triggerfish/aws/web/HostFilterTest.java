package dev.triggerfish.aws.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class HostFilterTest {

  private final HostFilter filter = new HostFilter(List.of("triggerfish.internal"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:4566",
        "LOCALHOST:4566",
        "127.0.0.1:4566",
        "127.1.2.3",
        "[::1]:4566",
        "abc123.execute-api.localhost:4566",
        "bucket.s3.localhost.localstack.cloud:4566",
        "bucket.s3.amazonaws.com",
        "my.bucket.s3.eu-west-1.amazonaws.com:4566",
        "s3.amazonaws.com",
        "localhost.localstack.cloud",
        "triggerfish.internal:4566",
      })
  void acceptsNamesOfThisMachine(String host) {
    assertThat(filter.accepted(host)).isTrue();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "notlocalhost",
        "bucket.s3.amazonaws.com.evil.example",
        "evil.amazonaws.com",
        "s3amazonaws.com",
        "128.0.0.1",
        "[::2]:4566",
        "192.168.0.1:4566",
      })
  void refusesAllOthers(String host) {
    assertThat(filter.accepted(host)).isFalse();
  }
}
