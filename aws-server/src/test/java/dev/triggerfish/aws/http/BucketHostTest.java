package dev.triggerfish.aws.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketHostTest {

  @ParameterizedTest
  @CsvSource({
    "b.s3.localhost:4566, b, , true",
    "B.S3.Localhost, b, , true",
    "my.bucket.s3.eu-west-1.localhost, my.bucket, eu-west-1, true",
    "s3.localhost, , , true",
    "s3.us-gov-west-1.localhost, , us-gov-west-1, true",
    "b.s3.localhost.localstack.cloud:4566, b, , true",
    "b.s3.amazonaws.com, b, , true",
    "b.s3-eu-west-1.amazonaws.com, b, eu-west-1, true",
    "b.s3.dualstack.eu-west-1.amazonaws.com, b, eu-west-1, true",
    "b.localhost:4566, b, , false",
    "my.bucket.localhost, my.bucket, , false"
  })
  void readsBucketAndRegion(
      String host, @Nullable String bucket, @Nullable String region, boolean certain) {
    assertThat(requireNonNull(BucketHost.of(host)))
        .isEqualTo(new BucketHost(bucket, region, certain));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "localhost:4566",
        "127.0.0.1:4566",
        "[::1]:4566",
        "localhost.localstack.cloud",
        "lambda.us-east-1.amazonaws.com",
        "b.s3.evil.example",
        "triggerfish.internal"
      })
  void otherHostsSayNothing(@Nullable String host) {
    assertThat(BucketHost.of(host)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, /b/k/, /b/k/",
    "b.s3.localhost, /, /b/",
    "b.s3.localhost, //k/../, /b//k/../",
    "s3.localhost, /b/k, /b/k"
  })
  void thePathHasTheBucketInIt(String host, String path, String whole) {
    assertThat(BucketHost.pathOf(TestRequest.of("GET", path, "", "Host: " + host)))
        .isEqualTo(whole);
  }
}
