package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.identity.ForwardedPrincipal;
import dev.triggerfish.aws.pipeline.ServiceHeaders;
import dev.triggerfish.policy.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Code lies in S3, and whoever gives it to a function must be allowed to read it. */
// Through bytes too: the invoker's calls of S3 carry streams.
@ParameterizedClass
@EnumSource(PlatformKind.class)
@NobodyMovesTheClock
class CodeFromS3ScenariosTest {

  private static final String DEPLOYS =
      """
      {"Version":"2012-10-17","Statement":[
       {"Effect":"Allow","Action":["lambda:*","iam:PassRole"],"Resource":"*"}]}\
      """;

  private static final String DENIED =
      "Your access has been denied by S3, please make sure your request credentials have permission"
          + " to GetObject for ";

  @Parameter private PlatformKind kind;

  private Cloud root() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  /** A user who may do what they want with functions, and nothing in S3. */
  private static Cloud deployer(Cloud root, String name) {
    root.iam.createUser(r -> r.userName(name));
    allow(root, name, "deploys", DEPLOYS);
    var key = root.iam.createAccessKey(r -> r.userName(name)).accessKey();
    return root.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
  }

  private static void allow(Cloud root, String user, String policy, String document) {
    root.iam.putUserPolicy(r -> r.userName(user).policyName(policy).policyDocument(document));
  }

  private static String reading(String bucket) {
    return """
    {"Version":"2012-10-17","Statement":[
     {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"}]}\
    """
        .formatted(bucket);
  }

  private static void bucket(Cloud root, String bucket, Map<String, SdkBytes> objects) {
    root.s3.createBucket(r -> r.bucket(bucket));
    objects.forEach(
        (key, zip) ->
            root.s3.putObject(
                r -> r.bucket(bucket).key(key), RequestBody.fromBytes(zip.asByteArray())));
  }

  private static void create(Cloud cloud, String name, String role, String bucket, String key) {
    cloud.lambda.createFunction(
        r ->
            r.functionName(name)
                .runtime(Runtime.PYTHON3_12)
                .handler("index.handler")
                .role(role)
                .timeout(30)
                .code(c -> c.s3Bucket(bucket).s3Key(key)));
  }

  private static void layer(Cloud cloud, String bucket) {
    cloud.lambda.publishLayerVersion(
        r -> r.layerName(bucket).content(c -> c.s3Bucket(bucket).s3Key("layer.zip")));
  }

  private static void assertDenied(ThrowingCallable call, String message) {
    assertThat(Cloud.denial(call)).contains(message);
  }

  @Test
  void aFunctionIsMadeByWhoMayReadItsCodeAndByNobodyElse() {
    var root = root();
    var role = root.bareRole("code-read");
    bucket(
        root,
        "code-read",
        Map.of(
            "a/first.zip", VersionScenariosTest.code("first"),
            "second.zip", VersionScenariosTest.code("second")));
    var user = deployer(root, "code-reader");

    assertDenied(
        () -> create(user, "code-read", role, "code-read", "a/first.zip"),
        DENIED
            + "code-read/a/first.zip. S3 Error Code: AccessDenied. S3 Error Message: User:"
            + " arn:aws:iam::000000000000:user/code-reader is not authorized to perform:"
            + " s3:GetObject on resource: \"arn:aws:s3:::code-read/a/first.zip\" because no"
            + " identity-based policy allows the s3:GetObject action");
    assertThatThrownBy(() -> root.lambda.getFunction(r -> r.functionName("code-read")))
        .isInstanceOf(ResourceNotFoundException.class);
    if (kind != PlatformKind.FIVE_PROCESSES) {
      assertThat(kind.running().page("denials", null, null).body())
          .contains(
              "\"principal\":\"arn:aws:iam::000000000000:user/code-reader\","
                  + "\"calledVia\":\"lambda.amazonaws.com\",\"action\":\"s3:GetObject\"");
    }

    allow(root, "code-reader", "reads", reading("code-read"));
    create(user, "code-read", role, "code-read", "a/first.zip");
    user.awaitActive("code-read");
    assertThat(user.invoke("code-read", "{}").payload().asUtf8String()).contains("first");

    user.lambda.updateFunctionCode(
        r -> r.functionName("code-read").s3Bucket("code-read").s3Key("second.zip"));
    user.awaitUpdated("code-read");
    assertThat(user.invoke("code-read", "{}").payload().asUtf8String()).contains("second");
  }

  @Test
  void aBucketsPolicyMayLetLambdaReadForSomebodyWhoMayNotReadThemselves() {
    var root = root();
    bucket(
        root, "code-via", Map.of("layer.zip", Functions.zip(Map.of("python/m.py", "NAME = 'm'"))));
    var user = deployer(root, "code-via");
    assertDenied(() -> layer(user, "code-via"), DENIED + "code-via/layer.zip. ");

    root.s3.putBucketPolicy(
        r ->
            r.bucket("code-via")
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Principal":{"AWS":"arn:aws:iam::000000000000:user/code-via"},
                     "Action":"s3:GetObject","Resource":"arn:aws:s3:::code-via/*",
                     "Condition":{"Bool":{"aws:ViaAWSService":"true"},
                      "ForAnyValue:StringEquals":{"aws:CalledVia":"lambda.amazonaws.com"}}}]}\
                    """));

    layer(user, "code-via");
    assertThatThrownBy(() -> user.s3.getObjectAsBytes(r -> r.bucket("code-via").key("layer.zip")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
  }

  @Test
  void codeInABucketOfAnotherRegionIsNotFetched() {
    var root = root();
    root.s3.createBucket(
        r ->
            r.bucket("code-dublin")
                .createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));

    assertThatThrownBy(() -> layer(root, "code-dublin"))
        .hasMessageContaining(
            "S3 Error Code: PermanentRedirect. S3 Error Message: The bucket is in this region:"
                + " eu-west-1. Please use this region to retry the request");
    assertThatThrownBy(() -> root.s3.headBucket(r -> r.bucket("code-dublin")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(301);
              assertThat(
                      e.awsErrorDetails()
                          .sdkHttpResponse()
                          .firstMatchingHeader("x-amz-bucket-region"))
                  .contains("eu-west-1");
            });
  }

  @Test
  void whoSaysThatTheyAreForwardedIsThemselves() {
    var root = root();
    bucket(root, "code-forged", Map.of("layer.zip", Functions.zip(Map.of("a", "b"))));
    var user = deployer(root, "code-forger");
    var forged = ForwardedPrincipal.encode(new Principal.Root("000000000000"));

    assertThatThrownBy(
            () ->
                user.s3.getObjectAsBytes(
                    r ->
                        r.bucket("code-forged")
                            .key("layer.zip")
                            .overrideConfiguration(
                                o ->
                                    o.putHeader(ServiceHeaders.PRINCIPAL, "lambda.amazonaws.com")
                                        .putHeader(ServiceHeaders.FORWARDED_PRINCIPAL, forged))))
        .hasMessageContaining("user/code-forger is not authorized to perform: s3:GetObject");
  }

  @Test
  void aSessionThatIsNarrowStaysNarrow() {
    var root = root();
    bucket(root, "code-narrow", Map.of("layer.zip", Functions.zip(Map.of("a", "b"))));
    root.iam.createRole(
        r ->
            r.roleName("code-narrow")
                .assumeRolePolicyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Principal":{"AWS":"arn:aws:iam::000000000000:root"},
                     "Action":"sts:AssumeRole"}]}\
                    """));
    for (var policy : Map.of("deploys", DEPLOYS, "reads", reading("code-narrow")).entrySet()) {
      root.iam.putRolePolicy(
          r ->
              r.roleName("code-narrow")
                  .policyName(policy.getKey())
                  .policyDocument(policy.getValue()));
    }
    var assumer = deployer(root, "code-narrow");
    allow(
        root,
        "code-narrow",
        "assumes",
        DEPLOYS.replace("\"lambda:*\",\"iam:PassRole\"", "\"sts:AssumeRole\""));

    layer(session(assumer, null), "code-narrow");
    assertDenied(
        () -> layer(session(assumer, DEPLOYS), "code-narrow"),
        "assumed-role/code-narrow/session is not authorized to perform: s3:GetObject on resource:"
            + " \"arn:aws:s3:::code-narrow/layer.zip\" because no session policy allows");
  }

  private static Cloud session(Cloud cloud, @Nullable String policy) {
    Credentials given =
        cloud
            .sts
            .assumeRole(
                r ->
                    r.roleArn("arn:aws:iam::000000000000:role/code-narrow")
                        .roleSessionName("session")
                        .policy(policy))
            .credentials();
    return cloud.as(
        AwsSessionCredentials.create(
            given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
  }

  @Test
  void codeInS3MayBeLargerThanAnyRequest(@TempDir Path folder) throws IOException {
    var root = root();
    var incompressible = new byte[53_000_000];
    new Random(1).nextBytes(incompressible);
    var file = folder.resolve("layer.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("data"));
      out.write(incompressible);
    }
    bucket(root, "code-large", Map.of());
    root.s3.putObject(r -> r.bucket("code-large").key("layer.zip"), file);

    layer(root, "code-large");

    var version = root.lambda.getLayerVersion(r -> r.layerName("code-large").versionNumber(1L));
    assertThat(version.content().codeSize()).isEqualTo(Files.size(file)).isGreaterThan(52_428_800);
  }
}
