package dev.triggerfish.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import tools.jackson.databind.json.JsonMapper;

/** Services invoke functions for the sources that the functions' policies name. */
class ServicePrincipalTest {

  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:served";

  @TempDir private static Path folder;
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void aFunctionThatABucketMayInvoke() throws IOException {
    System.setProperty("spring.config.name", "triggerfish-all-in-one");
    context =
        SpringApplication.run(
            TriggerfishApplication.class,
            "--server.port=0",
            "--triggerfish.storage.data-dir=" + folder.resolve("data"));
    try (var iam = asRoot(IamClient.builder()).build();
        var lambda = asRoot(LambdaClient.builder()).build()) {
      var role =
          iam.createRole(
                  r ->
                      r.roleName("served")
                          .assumeRolePolicyDocument(
                              """
                              {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                               "Principal":{"Service":"lambda.amazonaws.com"},
                               "Action":"sts:AssumeRole"}]}
                              """))
              .role()
              .arn();
      lambda.createFunction(
          r ->
              r.functionName("served")
                  .runtime("python3.12")
                  .handler("index.handler")
                  .role(role)
                  .code(code -> code.zipFile(zip())));
      lambda.waiter().waitUntilFunctionActiveV2(r -> r.functionName("served"));
      lambda.addPermission(
          r ->
              r.functionName("served")
                  .statementId("bucket")
                  .action("lambda:InvokeFunction")
                  .principal("s3.amazonaws.com")
                  .sourceArn("arn:aws:s3:::bucket")
                  .sourceAccount("000000000000"));
    }
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  private static <B extends AwsClientBuilder<B, ?>> B asRoot(B builder) {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    return builder
        .endpointOverride(URI.create("http://localhost:" + port))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  private static SdkBytes zip() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("index.py"));
      zip.write("def handler(event, context): return event".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  private static int dryRun(String principal, String account, String sourceArn, String function) {
    var identity = new ServiceIdentity(principal, account, "us-east-1", sourceArn);
    return context
        .getBean(AwsClients.class)
        .client(LambdaClient.class, identity)
        .invoke(r -> r.functionName(function).invocationType(InvocationType.DRY_RUN))
        .statusCode();
  }

  /** The statement that would have helped the last one who was denied something. */
  private static String lastMissingStatement() {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/_triggerfish/denials"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var denials = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return JsonMapper.shared()
          .readTree(denials)
          .get("denials")
          .get(0)
          .get("missingStatement")
          .asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aServiceInvokesForTheSourceThatThePolicyNames() {
    assertThat(dryRun("s3.amazonaws.com", "000000000000", "arn:aws:s3:::bucket", FUNCTION))
        .isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({
    "s3.amazonaws.com, 000000000000, arn:aws:s3:::other",
    "s3.amazonaws.com, 111122223333, arn:aws:s3:::bucket",
    "sns.amazonaws.com, 000000000000, arn:aws:s3:::bucket",
  })
  void forAnyOtherSourceItIsDeniedAndTheDenialSaysWhatIsMissing(
      String principal, String account, String sourceArn) {
    assertThatThrownBy(() -> dryRun(principal, account, sourceArn, FUNCTION))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "User: "
                          + principal
                          + " is not authorized to perform: lambda:InvokeFunction on resource: "
                          + FUNCTION
                          + " because no resource-based policy allows the lambda:InvokeFunction"
                          + " action");
            });
    assertThat(lastMissingStatement())
        .contains("\"Principal\":{\"Service\":\"" + principal + "\"}")
        .contains("\"aws:SourceArn\":\"" + sourceArn + "\"")
        .contains("\"aws:SourceAccount\":\"" + account + "\"");
  }
}
