package dev.triggerfish.invoker.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.client.AwsClients.ForwardAccessSession;
import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.policy.Principal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

class CodeIntakeTest {

  private static final Principal ALICE =
      new Principal.User("000000000000", "arn:aws:iam::000000000000:user/a", "AIDAA", "a");
  private static final CodeSource PLACE = new CodeSource.InS3("bucket", "a/code.zip");

  /** A request holds less than what it may unpack to. */
  private static final CodeLimits LIMITS = new CodeLimits(100, 5_000, 50);

  private final FakeBuckets buckets = new FakeBuckets();
  private Path folder;
  private CodeStore store;
  private CodeIntake intake;

  @BeforeEach
  void open(@TempDir Path root) {
    folder = root.resolve("code");
    store = new CodeStore(folder, LIMITS, _ -> true);
    intake = new CodeIntake(store, buckets);
  }

  private StagedCode stage(CodeSource source) {
    var caller =
        new Caller(
            ALICE,
            "000000000000",
            "eu-west-1",
            "request",
            RequestOrigin.CLIENT,
            null,
            null,
            null,
            null);
    return intake.stage(source, caller);
  }

  @Test
  void readsAnObjectAsTheCaller() {
    var zip = Zips.of("a.py", "1");
    buckets.put("bucket", "a/code.zip", zip);

    try (var code = stage(PLACE)) {
      code.keep();
      assertThat(code.size()).isEqualTo(zip.length);
      assertThat(store.find(code.sha256())).hasBinaryContent(zip);
      assertThat(store.unpacked(code.sha256()).resolve("a.py")).hasContent("1");
    }
    assertThat(buckets.sessions())
        .containsExactly(new ForwardAccessSession(ALICE, "lambda.amazonaws.com", "eu-west-1"));
  }

  @Test
  void anObjectMayBeLargerThanARequest() {
    var zip = Zips.of("a.py", "1");
    assertThat(zip).hasSizeGreaterThan(100);
    buckets.put("bucket", "a/code.zip", zip);

    stage(PLACE).close();

    assertThatThrownBy(() -> stage(new CodeSource.InRequest(SdkBytes.fromByteArray(zip))))
        .hasMessageContaining("Zipped size must be smaller than 100 bytes");
  }

  @Test
  void anObjectThatIsTooLongIsNotRead() {
    // Read, it would be found empty.
    buckets.giving(5_001L, InputStream.nullInputStream());

    assertTooLarge();
  }

  @ParameterizedTest
  @CsvSource({"10", ","})
  void anObjectThatProvesTooLongIsRefused(@Nullable Long declared) {
    buckets.giving(declared, new ByteArrayInputStream(new byte[5_001]));

    assertTooLarge();
  }

  private void assertTooLarge() {
    assertThatThrownBy(() -> stage(PLACE))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Unzipped size must be smaller than 5000 bytes");
    assertThat(buckets.aborted()).isPositive();
    assertThat(folder.resolve("zips/arriving")).isEmptyDirectory();
  }

  @Test
  void anObjectThatIsNoZipIsRefusedAsAnUploadIs() {
    buckets.put("bucket", "a/code.zip", new byte[] {1, 2, 3});

    assertThatThrownBy(() -> stage(PLACE)).hasMessageContaining("Could not unzip uploaded file.");
    assertThat(folder.resolve("zips/arriving")).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NoSuchKey    | 404 | The specified key does not exist.
          NoSuchBucket | 404 | The specified bucket does not exist
          """)
  void whatS3AnswersIsTheCallersMistake(String code, int status, String message) {
    buckets.refuse(code, status, message);

    assertThatThrownBy(() -> stage(PLACE))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "Error occurred while GetObject. S3 Error Code: "
                + code
                + ". S3 Error Message: "
                + message);
  }

  @Test
  void aBucketOfAnotherRegionIsTheCallersMistake() {
    buckets.redirect("eu-west-1");

    assertThatThrownBy(() -> stage(PLACE))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "Error occurred while GetObject. S3 Error Code: PermanentRedirect. S3 Error Message:"
                + " The bucket is in this region: eu-west-1. Please use this region to retry the"
                + " request");
  }

  @Test
  void aCallerWhoMayNotReadTheObjectIsTold() {
    buckets.refuse("AccessDenied", 403, "Access Denied");

    assertThatThrownBy(() -> stage(PLACE))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "Your access has been denied by S3, please make sure your request credentials"
                          + " have permission to GetObject for bucket/a/code.zip. S3 Error Code:"
                          + " AccessDenied. S3 Error Message: Access Denied");
            });
  }

  @Test
  void aFaultOfS3sIsNotTheCallers() {
    buckets.refuse("InternalError", 500, "We encountered an internal error.");

    assertThatThrownBy(() -> stage(PLACE)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "zip, bucket, key, Please do not provide other FunctionCode parameters when providing a"
        + " ZipFile.",
    "zip, bucket, ,    Please do not provide other FunctionCode parameters when providing a"
        + " ZipFile.",
    "zip, ,       key, Please do not provide other FunctionCode parameters when providing a"
        + " ZipFile.",
    ",    bucket, ,    Please provide a source for function code.",
    ",    ,       key, Please provide a source for function code.",
    ",    ,       ,    Please provide a source for function code.",
  })
  void thereIsOneSource(
      @Nullable String zip, @Nullable String bucket, @Nullable String key, String message) {
    assertThatThrownBy(
            () -> CodeSource.of(zip == null ? null : SdkBytes.fromUtf8String(zip), bucket, key))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(message);
  }
}
