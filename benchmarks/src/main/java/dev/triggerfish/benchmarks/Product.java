package dev.triggerfish.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** A Triggerfish that was started as a user starts it. */
final class Product implements AutoCloseable {

  /** Two whole processors: what is measured is the way to the function, not its share of one. */
  private static final int MEMORY_MB = 3_538;

  private static final String ROLE = "arn:aws:iam::000000000000:role/bench";

  private final Path project;
  private final Path home;
  private final int port;
  private final Duration start;
  private final LambdaClient lambda;

  private Product(Path project, Path home, int port, Duration start) {
    this.project = project;
    this.home = home;
    this.port = port;
    this.start = start;
    this.lambda = client(LambdaClient.builder());
  }

  /** Starts one that keeps nothing, and waits until it is ready. */
  static Product start(Path project, Path home) throws IOException {
    return start(project, home, List.of("--ephemeral"));
  }

  /** Starts one with some options, and waits until it is ready. */
  static Product start(Path project, Path home, List<String> options) throws IOException {
    var port = freePort();
    var begun = System.nanoTime();
    var arguments = new ArrayList<>(List.of("start", "--detach", "--port", Integer.toString(port)));
    arguments.addAll(options);
    run(project, home, arguments.toArray(String[]::new));
    return new Product(project, home, port, Duration.ofNanos(System.nanoTime() - begun));
  }

  int port() {
    return port;
  }

  /** From the command to its end, when all is ready. */
  Duration startTime() {
    return start;
  }

  /** The JVM. */
  long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(home.resolve("run/" + port)).getFirst());
  }

  /** Creates a function for each runtime, with a role that may write logs. */
  void createFunctions() {
    createRole("AWSLambdaBasicExecutionRole");
    for (var function : MeasuredFunction.values()) {
      createFunction(
          function.functionName(),
          Runtime.fromValue(function.runtime()),
          function.handler(),
          SdkBytes.fromByteArray(function.zip()),
          Map.of());
    }
  }

  /** Creates the role of all functions, with one of AWS's policies for them. */
  void createRole(String policy) {
    try (var iam = client(IamClient.builder())) {
      var trust =
          """
          {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
           "Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
      iam.createRole(create -> create.roleName("bench").assumeRolePolicyDocument(trust));
      iam.attachRolePolicy(
          attach ->
              attach.roleName("bench").policyArn("arn:aws:iam::aws:policy/service-role/" + policy));
    }
  }

  /** Creates a function whose role may write logs. */
  void createFunction(
      String name, Runtime runtime, String handler, SdkBytes zip, Map<String, String> variables) {
    lambda.createFunction(
        create ->
            create
                .functionName(name)
                .runtime(runtime)
                .handler(handler)
                .role(ROLE)
                .memorySize(MEMORY_MB)
                .timeout(60)
                .environment(environment -> environment.variables(variables))
                .code(code -> code.zipFile(zip)));
    lambda.waiter().waitUntilFunctionActiveV2(get -> get.functionName(name));
  }

  /** Lets a service invoke a function for one of its resources. */
  void permit(String function, String principal, String sourceArn) {
    lambda.addPermission(
        add ->
            add.functionName(function)
                .statementId(principal.substring(0, principal.indexOf('.')))
                .action("lambda:InvokeFunction")
                .principal(principal)
                .sourceArn(sourceArn));
  }

  /** Makes the next call of a function a cold start. */
  void forgetEnvironments(MeasuredFunction function, int round) {
    lambda.updateFunctionConfiguration(
        update ->
            update
                .functionName(function.functionName())
                .environment(variables -> variables.variables(Map.of("ROUND", "" + round))));
    lambda.waiter().waitUntilFunctionUpdatedV2(get -> get.functionName(function.functionName()));
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws IOException {
    lambda.close();
    ProcessHandle.of(pid())
        .ifPresent(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  @Override
  public void close() throws IOException {
    lambda.close();
    run(project, home, "stop", "--port", Integer.toString(port));
  }

  /** A client of the SDK. */
  <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  private static void run(Path project, Path home, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("./triggerfish"));
    command.addAll(List.of(arguments));
    var log = home.resolve("command.log").toFile();
    var builder = new ProcessBuilder(command).directory(project.toFile());
    builder.environment().put("TRIGGERFISH_HOME", home.toString());
    var process = builder.redirectErrorStream(true).redirectOutput(log).start();
    // To its end, whatever happens: a platform that is half started would stay.
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(command + " failed: " + Files.readString(log.toPath()));
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
