package dev.triggerfish.eventbus.s3.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.eventbus.s3fixture.S3Context;
import dev.triggerfish.policy.NamedPolicy;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;

@OnEachDatabase("event-bus")
class BucketPoliciesTest {

  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111111111111"},
       "Action":"%s","Resource":"%s"}]}""";

  @TempDir private Path folder;
  private S3Context s3;

  @BeforeEach
  void open(TestDatabase database) {
    s3 = new S3Context(database, folder).bucket("photos");
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private void put(String policy) {
    s3.call(
        PutBucketPolicyRequest.builder().bucket("photos").policy(policy).build(),
        SdkResponse.class);
  }

  private String get() {
    return s3.call(
            GetBucketPolicyRequest.builder().bucket("photos").build(),
            GetBucketPolicyResponse.class)
        .policy();
  }

  private NamedPolicy policyOf(String arn) {
    return Objects.requireNonNull(s3.policies().policyOf(arn));
  }

  @Test
  void aPolicyIsThatOfTheBucketAndItsObjectsAtOnce() {
    var policy = POLICY.formatted("s3:GetObject", "arn:aws:s3:::photos/*");
    put(policy);

    assertThat(get()).isEqualTo(policy);
    assertThat(policyOf("arn:aws:s3:::photos").policy().document()).isEqualTo(policy);
    assertThat(policyOf("arn:aws:s3:::photos/a/b").policy().document()).isEqualTo(policy);
    assertThat(s3.policies().ownerOf("arn:aws:s3:::photos/a")).isEqualTo(S3Context.ACCOUNT);
    assertThat(s3.policies().policyOf("arn:aws:s3:::other/a")).isNull();
    assertThat(s3.policies().ownerOf("arn:aws:s3:::other/a")).isNull();

    s3.call(DeleteBucketPolicyRequest.builder().bucket("photos").build(), SdkResponse.class);
    assertThat(s3.policies().policyOf("arn:aws:s3:::photos")).isNull();
    assertThatThrownBy(this::get)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucketPolicy"));
  }

  @ParameterizedTest
  @CsvSource({
    "s3:GetObject, arn:aws:s3:::others/*, Policy has invalid resource",
    "s3:GetObject, *, Policy has invalid resource",
    "s3:GetObject, arn:aws:s3:::photos-2/*, Policy has invalid resource",
    "sns:Publish, arn:aws:s3:::photos, Policy has invalid action"
  })
  void aPolicyThatSpeaksOfSomethingElseIsRefused(String action, String resource, String message) {
    assertThatThrownBy(() -> put(POLICY.formatted(action, resource)))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicy");
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}", "{\"Version\":\"2012-10-17\"}"})
  void whatIsNoPolicyIsRefused(String text) {
    assertThatThrownBy(() -> put(text))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicy"));
  }
}
