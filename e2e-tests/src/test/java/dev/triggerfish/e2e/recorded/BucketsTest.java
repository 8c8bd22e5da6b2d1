package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.S3Wire.assertError;
import static dev.triggerfish.e2e.recorded.S3Wire.bucket;
import static dev.triggerfish.e2e.recorded.S3Wire.call;
import static dev.triggerfish.e2e.recorded.S3Wire.elements;
import static dev.triggerfish.e2e.recorded.S3Wire.get;
import static dev.triggerfish.e2e.recorded.S3Wire.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** S3's buckets and their policies. */
@NobodyMovesTheClock
class BucketsTest {

  private static final String NO_BUCKET = "The specified bucket does not exist";

  @Test
  @Recorded("s3/test_create_bucket_with_existing_name, s3/test_delete_bucket_with_objects")
  void aBucketIsMadeOnceMoreAndDeletedWhenItIsEmpty() {
    assertThat(put("recorded-life", "").is(200).header("Location")).isEqualTo("/recorded-life");
    put("recorded-life", "").is(200);
    put("recorded-life/key", "x").is(200);
    assertError(
        call("DELETE", "recorded-life", ""),
        409,
        "BucketNotEmpty",
        "The bucket you tried to delete is not empty",
        "BucketName",
        "recorded-life");
    call("DELETE", "recorded-life/key", "").is(204);
    assertThat(call("DELETE", "recorded-life", "").is(204).body()).isEmpty();
    assertThat(call("HEAD", "recorded-life", "").is(404).body()).isEmpty();
  }

  @Test
  @Recorded("s3/test_create_bucket_with_existing_name")
  void elsewhereOnesOwnBucketIsAnError() {
    var ohio =
        "<CreateBucketConfiguration><LocationConstraint>us-east-2</LocationConstraint>"
            + "</CreateBucketConfiguration>";
    put("recorded-ohio", ohio).is(200);
    assertError(
        put("recorded-ohio", ohio),
        409,
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.",
        "BucketName",
        "recorded-ohio");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/key", "?notification", "?policy", "?location"})
  @Recorded("s3/test_get_object_no_such_bucket and others")
  void aBucketThatIsNotThere(String of) {
    assertError(
        get("recorded-missing" + of),
        404,
        "NoSuchBucket",
        NO_BUCKET,
        "BucketName",
        "recorded-missing");
  }

  @Test
  @Recorded("s3/test_s3_uppercase_bucket_name")
  void namesThatAreNone() {
    assertError(
        put("Recorded-Upper", ""),
        400,
        "InvalidBucketName",
        "The specified bucket is not valid.",
        "BucketName",
        "Recorded-Upper");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "bar"})
  @Recorded("s3/test_create_bucket_with_invalid_location_constraint")
  void placesThatAreNone(String place) {
    assertError(
        put(
            "recorded-nowhere",
            "<CreateBucketConfiguration><LocationConstraint>"
                + place
                + "</LocationConstraint></CreateBucketConfiguration>"),
        400,
        "InvalidLocationConstraint",
        "The specified location-constraint is not valid",
        "LocationConstraint",
        place);
  }

  @Test
  @Recorded("s3/test_get_bucket_policy")
  void aPolicyComesBackAsItWasPut() {
    bucket("recorded-policy");
    assertError(
        get("recorded-policy?policy"),
        404,
        "NoSuchBucketPolicy",
        "The bucket policy does not exist",
        "BucketName",
        "recorded-policy");
    var policy =
        "{\"Version\":\"2012-10-17\", \"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::recorded-policy/*\"}]}";
    put("recorded-policy?policy", policy).is(204);
    var reply = get("recorded-policy?policy").is(200);
    assertThat(reply.text()).isEqualTo(policy);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    call("DELETE", "recorded-policy?policy", "").is(204);
    get("recorded-policy?policy").is(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``           | Policies must be valid JSON and the first byte must be '{'
          random text  | Policies must be valid JSON and the first byte must be '{'
          {}           | Missing required field Statement
          """)
  @Recorded("s3/test_bucket_policy_exc")
  void policiesThatAreNone(String policy, String error) {
    bucket("recorded-policies");
    assertError(put("recorded-policies?policy", policy), 400, "MalformedPolicy", error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcd", "0000", "0000000000020", "aa000000000$"})
  @Recorded("s3/test_get_bucket_policy_invalid_account_id")
  void ownersThatAreNone(String owner) {
    bucket("recorded-owner");
    assertError(
        get("recorded-owner?policy", "x-amz-expected-bucket-owner", owner),
        400,
        "InvalidBucketOwnerAWSAccountID",
        "The value of the expected bucket owner parameter must be an AWS Account ID... ["
            + owner
            + "]");
  }

  @Test
  @Recorded("s3/test_get_bucket_policy")
  void anotherOwnerThanIsExpected() {
    bucket("recorded-owner");
    assertError(
        get("recorded-owner?policy", "x-amz-expected-bucket-owner", "000000000002"),
        403,
        "AccessDenied",
        "Access Denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "missing"})
  @Recorded("§6.6 bare Access Denied of whoever does not sign")
  void nobodyLearnsNothing(String key) {
    bucket("recorded-private");
    put("recorded-private/key", "secret").is(200);
    assertError(
        Wire.unsigned("GET", "/recorded-private/" + key), 403, "AccessDenied", "Access Denied");
  }

  @Test
  @Recorded("§6.9 unknown key")
  void keysThatAreNotKnown() {
    var nobody = AwsCredentialsIdentity.create("AKIAIOSFODNN7NOTHING", "secret");
    var reply = Wire.signed("s3", nobody, "GET", "/recorded-owner", "".getBytes(UTF_8));
    assertThat(elements(reply.is(403)))
        .containsEntry("Code", "InvalidAccessKeyId")
        .containsEntry(
            "Message", "The AWS Access Key Id you provided does not exist in our records.");
  }
}
