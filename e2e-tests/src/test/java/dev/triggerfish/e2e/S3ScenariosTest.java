package dev.triggerfish.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Buckets and objects, and functions that hear of them. */
@OnSharedPlatforms
class S3ScenariosTest {

  @Parameter private PlatformKind kind;

  private Cloud root() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  private static void put(Cloud cloud, String bucket, String key, String text) {
    cloud.s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private static String get(Cloud cloud, String bucket, String key) {
    return cloud.s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
  }

  @Test
  void objectsOfAnyKeyArePutReadCopiedListedAndDeleted() {
    var cloud = root();
    cloud.s3.createBucket(r -> r.bucket("s3-first"));
    var keys = List.of("a//b", "a/../c", "größe 1+2%20.txt", "plain");

    for (var key : keys) {
      cloud.s3.putObject(
          r -> r.bucket("s3-first").key(key).contentType("text/plain").metadata(Map.of("n", "1")),
          RequestBody.fromString("content of " + key));
      assertThat(get(cloud, "s3-first", key)).isEqualTo("content of " + key);
    }
    var head = cloud.s3.headObject(r -> r.bucket("s3-first").key("plain"));
    assertThat(head.contentType()).isEqualTo("text/plain");
    assertThat(head.metadata()).containsEntry("n", "1");
    var part = cloud.s3.getObjectAsBytes(r -> r.bucket("s3-first").key("plain").range("bytes=0-6"));
    assertThat(part.asUtf8String()).isEqualTo("content");
    assertThat(part.response().contentRange()).isEqualTo("bytes 0-6/16");
    cloud.s3.copyObject(
        r ->
            r.sourceBucket("s3-first")
                .sourceKey("größe 1+2%20.txt")
                .destinationBucket("s3-first")
                .destinationKey("copy")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("n", "2")));
    assertThat(get(cloud, "s3-first", "copy")).isEqualTo("content of größe 1+2%20.txt");

    var listed = cloud.s3.listObjectsV2(r -> r.bucket("s3-first").delimiter("/"));
    assertThat(listed.contents())
        .extracting(S3Object::key)
        .containsExactly("copy", "größe 1+2%20.txt", "plain");
    assertThat(listed.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/");
    assertThatThrownBy(() -> cloud.s3.deleteBucket(r -> r.bucket("s3-first")))
        .hasMessageContaining("The bucket you tried to delete is not empty");

    var all =
        cloud.s3.listObjectsV2Paginator(r -> r.bucket("s3-first").maxKeys(2)).contents().stream()
            .map(object -> ObjectIdentifier.builder().key(object.key()).build())
            .toList();
    assertThat(all).hasSize(5);
    assertThat(
            cloud.s3.deleteObjects(r -> r.bucket("s3-first").delete(d -> d.objects(all))).deleted())
        .hasSize(5);
    assertThatThrownBy(() -> get(cloud, "s3-first", "plain"))
        .isInstanceOf(NoSuchKeyException.class);
    cloud.s3.deleteBucket(r -> r.bucket("s3-first"));
    assertThatThrownBy(() -> cloud.s3.headBucket(r -> r.bucket("s3-first")))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void partsBecomeOneObject() {
    var cloud = root();
    cloud.s3.createBucket(r -> r.bucket("s3-parts"));
    // S3 keeps checksums of parts for uploads alone that name an algorithm.
    var uploadId =
        cloud
            .s3
            .createMultipartUpload(
                r -> r.bucket("s3-parts").key("film").checksumAlgorithm(ChecksumAlgorithm.CRC32))
            .uploadId();
    var contents = List.of("x".repeat(5 << 20), "the end");

    var parts =
        IntStream.rangeClosed(1, 2)
            .mapToObj(
                number -> {
                  var done =
                      cloud.s3.uploadPart(
                          r ->
                              r.bucket("s3-parts")
                                  .key("film")
                                  .uploadId(uploadId)
                                  .partNumber(number),
                          RequestBody.fromString(contents.get(number - 1)));
                  return CompletedPart.builder()
                      .partNumber(number)
                      .eTag(done.eTag())
                      .checksumCRC32(done.checksumCRC32())
                      .build();
                })
            .toList();
    var done =
        cloud.s3.completeMultipartUpload(
            r ->
                r.bucket("s3-parts")
                    .key("film")
                    .uploadId(uploadId)
                    .multipartUpload(u -> u.parts(parts)));

    assertThat(done.eTag()).endsWith("-2\"");
    assertThat(get(cloud, "s3-parts", "film")).hasSize((5 << 20) + 7).endsWith("xxthe end");
  }

  @Test
  void conditionsAndErrorsAreS3s() {
    var cloud = root();
    cloud.s3.createBucket(r -> r.bucket("s3-errors"));
    put(cloud, "s3-errors", "a", "hello");
    var etag = cloud.s3.headObject(r -> r.bucket("s3-errors").key("a")).eTag();

    assertStatus(
        304, () -> cloud.s3.getObject(r -> r.bucket("s3-errors").key("a").ifNoneMatch(etag)));
    assertStatus(412, () -> cloud.s3.getObject(r -> r.bucket("s3-errors").key("a").ifMatch("x")));
    assertStatus(
        416, () -> cloud.s3.getObject(r -> r.bucket("s3-errors").key("a").range("bytes=5-")));
    assertStatus(
        412,
        () ->
            cloud.s3.putObject(
                r -> r.bucket("s3-errors").key("a").ifNoneMatch("*"),
                RequestBody.fromString("other")));
    assertThatThrownBy(() -> put(cloud, "s3-missing", "a", "x"))
        .isInstanceOf(NoSuchBucketException.class);
    var stranger = cloud.as(AwsBasicCredentials.create("111111111111", "test"));
    assertThatThrownBy(() -> stranger.s3.createBucket(r -> r.bucket("s3-errors")))
        .isInstanceOf(BucketAlreadyExistsException.class);
    assertStatus(403, () -> get(stranger, "s3-errors", "a"));
    cloud.s3.putBucketPolicy(
        r ->
            r.bucket("s3-errors")
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Principal":{"AWS":"111111111111"},"Action":"s3:GetObject",
                     "Resource":"arn:aws:s3:::s3-errors/*"}]}"""));
    assertThat(get(stranger, "s3-errors", "a")).isEqualTo("hello");
    assertStatus(403, () -> get(stranger, "s3-errors", "missing"));
  }

  @Test
  void anUploadThatIsRefusedSaysWhy() {
    var cloud = root();
    cloud.s3.createBucket(r -> r.bucket("s3-refused"));
    cloud.iam.createUser(r -> r.userName("s3-refused"));
    var key = cloud.iam.createAccessKey(r -> r.userName("s3-refused")).accessKey();
    var user = cloud.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    var large = RequestBody.fromBytes(new byte[16 << 20]);

    assertThatThrownBy(() -> user.s3.putObject(r -> r.bucket("s3-refused").key("a"), large))
        .hasMessageContaining("user/s3-refused is not authorized to perform: s3:PutObject");
    assertThatThrownBy(() -> cloud.s3.putObject(r -> r.bucket("s3-nowhere").key("a"), large))
        .hasMessageContaining("The specified bucket does not exist");
  }

  private static void assertStatus(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
  }

  @Test
  void aFunctionHearsOfObjectsThatItMayHearOf() {
    var cloud = root();
    cloud.s3.createBucket(r -> r.bucket("s3-heard"));
    cloud.function(
        "s3-hears",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            def handler(event, context):
                record = event["Records"][0]
                print("heard", record["eventName"], record["s3"]["object"]["key"])
            """));
    var arn =
        cloud.lambda.getFunction(r -> r.functionName("s3-hears")).configuration().functionArn();

    assertThatThrownBy(() -> notify(cloud, arn))
        .hasMessageContaining("Unable to validate the following destination configurations");
    cloud.lambda.addPermission(
        r ->
            r.functionName("s3-hears")
                .statementId("s3")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com")
                .sourceArn("arn:aws:s3:::s3-heard")
                .sourceAccount("000000000000"));
    notify(cloud, arn);
    put(cloud, "s3-heard", "out/b", "not told");
    put(cloud, "s3-heard", "in/a b", "hello");

    var heard = cloud.awaitLog("s3-hears", "heard");

    assertThat(heard)
        .singleElement()
        .satisfies(line -> assertThat(line.message()).contains("ObjectCreated:Put in/a+b"));
  }

  private static void notify(Cloud cloud, String function) {
    cloud.s3.putBucketNotificationConfiguration(
        r ->
            r.bucket("s3-heard")
                .notificationConfiguration(
                    n ->
                        n.lambdaFunctionConfigurations(
                            LambdaFunctionConfiguration.builder()
                                .lambdaFunctionArn(function)
                                .events(Event.S3_OBJECT_CREATED)
                                .filter(
                                    f ->
                                        f.key(
                                            k ->
                                                k.filterRules(
                                                    FilterRule.builder()
                                                        .name("prefix")
                                                        .value("in/")
                                                        .build())))
                                .build())));
  }

  @Test
  void theCommandLineCopiesListsAndDeletes(@TempDir Path folder) throws IOException {
    assumeTrue(AwsCli.installed(), "no AWS command line is installed: apt-get install awscli");
    Files.write(folder.resolve("big"), "0123456789".repeat(1 << 20).getBytes(UTF_8));
    Files.writeString(folder.resolve("small.txt"), "hello");

    var said =
        AwsCli.shell(folder)
            .with("AWS_ACCESS_KEY_ID", "test")
            .with("AWS_SECRET_ACCESS_KEY", "test")
            .with("AWS_DEFAULT_REGION", "us-east-1")
            .with("ENDPOINT", kind.running().endpoint().toString())
            .with("BUCKET", "s3-cli-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .run(
                "bash",
                "-eu",
                "-c",
                """
                tf() { aws --endpoint-url "$ENDPOINT" --output text "$@"; }
                tf s3 mb "s3://$BUCKET"
                tf s3 cp --no-progress small.txt "s3://$BUCKET/in/small file.txt"
                tf s3 cp --no-progress big "s3://$BUCKET/big"
                tf s3 ls "s3://$BUCKET"
                tf s3 ls --recursive "s3://$BUCKET"
                tf s3 cp --no-progress "s3://$BUCKET/big" big.back
                cmp big big.back
                tf s3 cp --no-progress "s3://$BUCKET/big" "s3://$BUCKET/big.copy"
                tf s3 sync --no-progress "s3://$BUCKET/in" synced
                cat "synced/small file.txt"
                tf s3api head-object --bucket "$BUCKET" --key big --query ETag
                tf s3api get-bucket-location --bucket "$BUCKET"
                tf s3api list-objects-v2 --bucket "$BUCKET" --query 'Contents[].Key'
                curl -sf "$(tf s3 presign "s3://$BUCKET/in/small file.txt")" | cmp - small.txt
                head -c 7000000 big >medium
                ! tf s3api put-object --bucket "$BUCKET-missing" --key medium --body medium
                tf s3 rb --force "s3://$BUCKET"
                """);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text())
        .contains("PRE in/", "in/small file.txt", "hello", "-2\"", "remove_bucket")
        .contains("(NoSuchBucket) when calling the PutObject operation: The specified bucket does")
        .doesNotContain("small+file");
  }
}
