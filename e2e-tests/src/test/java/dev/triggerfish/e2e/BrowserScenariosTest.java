package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** What a web page gets that comes from somewhere else: what CORS says, and nothing more. */
@OnSharedPlatforms
class BrowserScenariosTest {

  @Parameter private PlatformKind kind;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    assumeTrue(Browser.installed(), "no Chromium here: apt-get install chromium");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPageElsewhereCallsAnHttpApiThatAllowsIt(boolean allowed)
      throws IOException, InterruptedException {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    var function = "page-" + allowed;
    cloud.function(
        function,
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            def handler(event, context):
                return {"statusCode": 200, "headers": {"x-more": "m"}, "body": "hello " + event["body"]}
            """));
    var arn = "arn:aws:lambda:us-east-1:000000000000:function:" + function;
    var api =
        cloud.apis.createApi(
            create -> {
              create.name(function).protocolType(ProtocolType.HTTP).target(arn);
              if (allowed) {
                create.corsConfiguration(
                    Cors.builder()
                        .allowOrigins("*")
                        .allowMethods("POST")
                        .allowHeaders("x-page", "content-type")
                        .exposeHeaders("x-more")
                        .build());
              }
            });
    cloud.lambda.addPermission(
        add ->
            add.functionName(function)
                .statementId("api")
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com")
                .sourceArn("arn:aws:execute-api:us-east-1:000000000000:" + api.apiId() + "/*/*"));
    var endpoint = "http://" + api.apiId() + ".execute-api.localhost:" + cloud.endpoint().getPort();

    var told =
        new Browser(folder)
            .run(
                """
                const headers = {'x-page': '1', 'content-type': 'application/json'};
                tell('api', fetch('%1$s/any', {method: 'POST', headers, body: 'page'}));
                tell('exposed', fetch('%1$s/any', {method: 'POST', headers, body: 'page'})
                  .then(r => new Response(r.headers.get('x-more'))));
                tell('health', fetch('%2$s/_triggerfish/health'));
                tell('change', fetch('%2$s/_triggerfish/health', {method: 'POST', mode: 'no-cors'})
                  .then(r => new Response(r.type)));
                tell('lambda', fetch('%2$s/2015-03-31/functions'));
                """
                    .formatted(endpoint, cloud.endpoint()),
                "api",
                "exposed",
                "health",
                "change",
                "lambda");

    assertThat(told)
        .containsEntry("api", allowed ? "200 hello page" : "blocked")
        .containsEntry("exposed", allowed ? "200 m" : "blocked")
        .containsEntry("health", "blocked")
        .containsEntry("change", "200 opaque")
        .containsEntry("lambda", "blocked");
  }
}
