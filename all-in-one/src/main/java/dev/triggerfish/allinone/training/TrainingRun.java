package dev.triggerfish.allinone.training;

import dev.triggerfish.allinone.TriggerfishApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Starts Triggerfish, does once what a user does first, and ends. Run with {@code
 * -XX:AOTCacheOutput=FILE}, the JVM keeps in that file the classes that it has loaded and linked,
 * and later starts take them from there.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line Ergonomics</a>
 */
public final class TrainingRun {

  private static final String NAME = "training";

  /** A function for each kind of runtime, by runtime and file name. */
  private static final Map<String, Map.Entry<String, String>> FUNCTIONS =
      Map.of(
          "python3.12",
          Map.entry("index.py", "def handler(event, context): print(event); return event"),
          "nodejs20.x",
          Map.entry("index.js", "exports.handler = async event => { console.log(event); }"));

  private final String endpoint;

  private TrainingRun(int port) {
    this.endpoint = "http://127.0.0.1:" + port;
  }

  /**
   * Starts, works, ends.
   *
   * @param args as for {@link TriggerfishApplication}
   */
  public static void main(String[] args) throws IOException {
    try (var context = TriggerfishApplication.start(args)) {
      var server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
      new TrainingRun(server.getPort()).work();
    }
  }

  private void work() throws IOException {
    try (var sts = client(StsClient.builder());
        var iam = client(IamClient.builder());
        var lambda = client(LambdaClient.builder());
        var logs = client(CloudWatchLogsClient.builder())) {
      sts.getCallerIdentity();
      var trust =
          """
          {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
           "Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
      var role = iam.createRole(create -> create.roleName(NAME).assumeRolePolicyDocument(trust));
      for (var function : FUNCTIONS.entrySet()) {
        invoke(lambda, role.role().arn(), function.getKey(), function.getValue());
      }
      lambda.listFunctions();
      logs.describeLogGroups();
    }
  }

  private static void invoke(
      LambdaClient lambda, String role, String runtime, Map.Entry<String, String> file)
      throws IOException {
    var name = NAME + "-" + runtime.substring(0, 4);
    var zip = SdkBytes.fromByteArray(zip(file.getKey(), file.getValue()));
    lambda.createFunction(
        create ->
            create
                .functionName(name)
                .runtime(runtime)
                .handler("index.handler")
                .role(role)
                .code(code -> code.zipFile(zip)));
    lambda.waiter().waitUntilFunctionActiveV2(get -> get.functionName(name));
    // Where the machine lacks the interpreter this fails as a function does, not as a call.
    lambda.invoke(call -> call.functionName(name).payload(SdkBytes.fromUtf8String("{}")));
    lambda.invoke(call -> call.functionName(name).payload(SdkBytes.fromUtf8String("{}")));
  }

  private static byte[] zip(String name, String content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
