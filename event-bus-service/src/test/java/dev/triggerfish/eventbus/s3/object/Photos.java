package dev.triggerfish.eventbus.s3.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.eventbus.s3fixture.S3Context;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Requests about the bucket of that name, which all tests of objects have. */
final class Photos {

  /** Of {@code hello}, as S3 quotes it. */
  static final String HELLO_MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";

  private Photos() {}

  static PutObjectRequest.Builder put(String key) {
    return PutObjectRequest.builder().bucket("photos").key(key);
  }

  static GetObjectRequest.Builder get(String key) {
    return GetObjectRequest.builder().bucket("photos").key(key);
  }

  static PutObjectResponse send(S3Context s3, PutObjectRequest.Builder request, String text) {
    return s3.send(request.build(), text.getBytes(UTF_8), PutObjectResponse.class);
  }

  static HeadObjectResponse head(S3Context s3, String key) {
    return s3.call(
        HeadObjectRequest.builder()
            .bucket("photos")
            .key(key)
            .checksumMode(ChecksumMode.ENABLED)
            .build(),
        HeadObjectResponse.class);
  }

  static void assertCode(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
