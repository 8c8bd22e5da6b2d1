package dev.triggerfish.eventbus.s3.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.error.DetailedError;
import dev.triggerfish.eventbus.s3fixture.S3Context;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

@OnEachDatabase("event-bus")
class BucketOperationsTest {

  @TempDir private Path folder;
  private S3Context s3;

  @BeforeEach
  void open(TestDatabase database) {
    s3 = new S3Context(database, folder);
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private static CreateBucketRequest create(String name, String location) {
    return CreateBucketRequest.builder()
        .bucket(name)
        .createBucketConfiguration(c -> c.locationConstraint(location))
        .build();
  }

  private static void assertCode(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  void aBucketIsMadeShownAndDeleted() {
    s3.bucket("photos");

    var head =
        s3.call(HeadBucketRequest.builder().bucket("photos").build(), HeadBucketResponse.class);
    assertThat(head.bucketRegion()).isEqualTo("us-east-1");
    assertThat(head.bucketArn()).isEqualTo("arn:aws:s3:::photos");

    s3.call(DeleteBucketRequest.builder().bucket("photos").build(), SdkResponse.class);
    assertThatThrownBy(
            () -> s3.call(HeadBucketRequest.builder().bucket("photos").build(), SdkResponse.class))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void makingOnesOwnBucketAgainIsAnErrorOutsideTheOldestRegion() {
    s3.bucket("photos").bucket("photos");

    var there = Callers.root(S3Context.ACCOUNT, "eu-west-1");
    s3.call(create("fotos", "eu-west-1"), CreateBucketResponse.class, there);
    assertThatThrownBy(() -> s3.call(create("fotos", "eu-west-1"), SdkResponse.class, there))
        .isInstanceOf(BucketAlreadyOwnedByYouException.class);
  }

  @Test
  void namesAreTakenOverAllAccounts() {
    s3.bucket("photos");

    var other = Callers.root("111111111111", "us-east-1");
    assertThatThrownBy(
            () ->
                s3.call(
                    CreateBucketRequest.builder().bucket("photos").build(),
                    SdkResponse.class,
                    other))
        .isInstanceOf(BucketAlreadyExistsException.class);
    assertThat(
            s3.call(ListBucketsRequest.builder().build(), ListBucketsResponse.class, other)
                .buckets())
        .isEmpty();
  }

  @Test
  void theLocationHasToSuitTheRegion() {
    var dublin = Callers.root(S3Context.ACCOUNT, "eu-west-1");

    assertCode(
        () ->
            s3.call(
                CreateBucketRequest.builder().bucket("fotos").build(), SdkResponse.class, dublin),
        "IllegalLocationConstraintException");
    assertCode(
        () -> s3.call(create("fotos", "eu-central-1"), SdkResponse.class, dublin),
        "IllegalLocationConstraintException");
    assertCode(
        () -> s3.call(create("fotos", "us-east-1"), SdkResponse.class),
        "InvalidLocationConstraint");
    s3.call(create("fotos", "EU"), SdkResponse.class, dublin);

    var location =
        s3.call(
            GetBucketLocationRequest.builder().bucket("fotos").build(),
            GetBucketLocationResponse.class);
    assertThat(location.locationConstraintAsString()).isEqualTo("eu-west-1");
    assertCode(
        () -> s3.call(HeadBucketRequest.builder().bucket("fotos").build(), SdkResponse.class),
        "PermanentRedirect");
  }

  @Test
  void requestsOfAnotherRegionAreToldWhereTheBucketIs() {
    var dublin = Callers.root("eu-west-1");
    s3.bucket("photos");

    for (var request :
        List.<SdkRequest>of(
            HeadBucketRequest.builder().bucket("photos").build(),
            ListObjectsV2Request.builder().bucket("photos").build(),
            GetObjectRequest.builder().bucket("photos").key("a").build())) {
      assertThatThrownBy(() -> s3.call(request, SdkResponse.class, dublin))
          .isInstanceOfSatisfying(
              DetailedError.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(301);
                assertThat(e.details())
                    .containsEntry("Endpoint", "s3.us-east-1.localhost")
                    .containsEntry("Bucket", "photos");
                assertThat(region(e.awsErrorDetails().sdkHttpResponse())).contains("us-east-1");
              });
    }
  }

  @Test
  void answersAboutBucketsSayWhereTheyAreAlsoToThoseWhoMayNotReadThem() {
    s3.bucket("photos");
    var list = ListObjectsV2Request.builder().bucket("photos").build();
    var head = HeadBucketRequest.builder().bucket("photos").build();

    var listed = s3.call(list, ListObjectsV2Response.class);
    var read = s3.call(head, HeadBucketResponse.class);
    s3.authorizer().deny("s3:ListBucket", "arn:aws:s3:::photos");

    assertThat(region(listed.sdkHttpResponse())).contains("us-east-1");
    assertThat(read.bucketRegion()).isEqualTo("us-east-1");
    assertThatThrownBy(() -> s3.call(head, SdkResponse.class))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(region(e.awsErrorDetails().sdkHttpResponse())).contains("us-east-1");
            });
  }

  private static Optional<String> region(SdkHttpResponse answer) {
    return answer.firstMatchingHeader(DetailedError.BUCKET_REGION);
  }

  @Test
  void aBucketWithAnObjectIsNotDeleted() {
    s3.bucket("photos").put("photos", "a", "x");

    assertCode(
        () -> s3.call(DeleteBucketRequest.builder().bucket("photos").build(), SdkResponse.class),
        "BucketNotEmpty");
    assertThat(s3.text("photos", "a")).isEqualTo("x");
  }

  @Test
  void anUnexpectedOwnerIsRefused() {
    s3.bucket("photos");

    assertCode(
        () ->
            s3.call(
                HeadBucketRequest.builder()
                    .bucket("photos")
                    .expectedBucketOwner("111111111111")
                    .build(),
                SdkResponse.class),
        "AccessDenied");
  }

  @Test
  void bucketsAreListedInPages() {
    s3.bucket("ccc").bucket("aaa").bucket("bbb");

    var first =
        s3.call(ListBucketsRequest.builder().maxBuckets(2).build(), ListBucketsResponse.class);
    assertThat(first.buckets())
        .extracting(software.amazon.awssdk.services.s3.model.Bucket::name)
        .containsExactly("aaa", "bbb");
    var second =
        s3.call(
            ListBucketsRequest.builder().continuationToken(first.continuationToken()).build(),
            ListBucketsResponse.class);
    assertThat(second.buckets())
        .extracting(software.amazon.awssdk.services.s3.model.Bucket::name)
        .containsExactly("ccc");
    assertThat(second.continuationToken()).isNull();
  }

  @Test
  void illegalNamesAreRefused() {
    assertCode(() -> s3.bucket("No"), "InvalidBucketName");
  }
}
