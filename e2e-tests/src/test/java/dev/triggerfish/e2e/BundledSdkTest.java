package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** AWS's runtimes come with AWS's SDKs; ours have them where the machine has. */
@NobodyMovesTheClock
class BundledSdkTest {

  private static final Pattern PYTHON = Pattern.compile("(3\\.\\d+) \\((/[^)]+)\\)");
  private static final Pattern NODE = Pattern.compile("(\\d+) \\((/[^)]*node)\\)");

  @TempDir private Path folder;

  private final Cloud cloud = new Cloud(PlatformKind.ALL_IN_ONE.running().endpoint(), Cloud.ROOT);

  @Test
  void boto3KnowsItsRoleAndEndpoint() throws Exception {
    var runtime = pythonWithBoto3();

    assertThat(
            answer(
                "with-boto3",
                "python" + runtime,
                Functions.python(
                    """
                    import boto3
                    def handler(event, context):
                        return boto3.client("sts").get_caller_identity()["Arn"]
                    """)))
        .startsWith("\"arn:aws:sts::000000000000:assumed-role/with-boto3/with-boto3");
  }

  @Test
  void whatAFunctionDoesWithBoto3IsFollowed() throws Exception {
    assertFollowed(
        "follows-boto3",
        "python" + pythonWithBoto3(),
        Functions.python(
            """
            import boto3
            def handler(event, context):
                return boto3.client("sns").publish(TopicArn=event, Message="m")["MessageId"]
            """));
  }

  @Test
  void whatAFunctionDoesWithTheSdkForJavaScriptIsFollowed() throws Exception {
    assertFollowed(
        "follows-sdk-js",
        "nodejs" + nodeWith("client-sns") + ".x",
        Functions.node(
            """
            import {SNSClient, PublishCommand} from "@aws-sdk/client-sns";
            export const handler = async (topic) =>
              (await new SNSClient({}).send(new PublishCommand({TopicArn: topic, Message: "m"})))
                .MessageId;
            """));
  }

  /** The trace of its invocation is with what a function calls. */
  private void assertFollowed(String name, String runtime, SdkBytes zip) {
    var events = new Events(PlatformKind.ALL_IN_ONE);
    var topic = cloud.sns.createTopic(r -> r.name(name)).topicArn();
    cloud.function(name, Runtime.fromValue(runtime), "index.handler", zip);
    events.allow(name, "sns:Publish");

    var answer = cloud.invoke(name, "\"" + topic + "\"");

    assertThat(answer.functionError()).as(answer.payload().asUtf8String()).isNull();
    var message = answer.payload().asUtf8String().replace("\"", "");
    var request = answer.responseMetadata().requestId();
    events.awaitWay(message, "ACCEPTED", 1);
    var way = events.way(request);
    assertThat(way.ids()).containsExactly(message);
    assertThat(way.causes(message)).containsExactly(request);
  }

  @Test
  void theSdkForJavaScriptKnowsItsRoleAndEndpoint() throws Exception {
    var runtime = nodeWith("client-sts");

    assertThat(
            answer(
                "with-sdk-js",
                "nodejs" + runtime + ".x",
                Functions.node(
                    """
                    import {STSClient, GetCallerIdentityCommand} from "@aws-sdk/client-sts";
                    export const handler = async () =>
                      (await new STSClient({}).send(new GetCallerIdentityCommand({}))).Arn;
                    """)))
        .startsWith("\"arn:aws:sts::000000000000:assumed-role/with-sdk-js/with-sdk-js");
  }

  /** Node.js looks along NODE_PATH, of which the function's folder is a part, for require alone. */
  @Test
  void modulesImportTheSdkFromWhereverRequireFindsIt() {
    assertThat(
            answer(
                "with-sdk-aside",
                "nodejs20.x",
                Functions.zip(
                    Map.of(
                        "index.mjs",
                        """
                        import {STSClient} from "@aws-sdk/client-sts";
                        export const handler = async () => new STSClient().who();
                        """,
                        "@aws-sdk/client-sts/package.json",
                        "{\"name\":\"@aws-sdk/client-sts\",\"main\":\"./index.js\"}",
                        "@aws-sdk/client-sts/index.js",
                        "exports.STSClient = class { who() { return 'a stand-in'; } };"))))
        .isEqualTo("\"a stand-in\"");
  }

  private String pythonWithBoto3() throws Exception {
    var runtime =
        interpreter(
            PYTHON,
            "-Ic",
            "import boto3; assert tuple(map(int, boto3.__version__.split('.')[:2])) >= (1, 28)");
    assumeTrue(runtime != null, "no Python here has boto3 1.28 or newer: pip install boto3");
    return Objects.requireNonNull(runtime);
  }

  private String nodeWith(String client) throws Exception {
    var runtime =
        interpreter(
            NODE,
            "-e",
            "require(process.execPath + '/../../lib/node_modules/@aws-sdk/" + client + "')");
    assumeTrue(runtime != null, "no Node.js here has it: npm install -g @aws-sdk/" + client);
    return Objects.requireNonNull(runtime);
  }

  private String answer(String name, String runtime, SdkBytes zip) {
    cloud.function(name, Runtime.fromValue(runtime), "index.handler", zip);
    return cloud.invoke(name, "{}").payload().asUtf8String();
  }

  /** The version of an interpreter that functions use and that runs this; null if none does. */
  private @Nullable String interpreter(Pattern pattern, String option, String code)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(cloud.endpoint() + "/_triggerfish/health"))
            .header("Accept", "text/plain")
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var health = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return pattern
          .matcher(health)
          .results()
          .filter(match -> supported(match.group(1)))
          .filter(match -> new Shell(folder).run(match.group(2), option, code).code() == 0)
          .map((MatchResult match) -> match.group(1))
          .findFirst()
          .orElse(null);
    }
  }

  private static boolean supported(String version) {
    var known = Runtime.knownValues();
    return known.stream()
        .map(Object::toString)
        .anyMatch(
            name -> name.equals("python" + version) || name.equals("nodejs" + version + ".x"));
  }
}
