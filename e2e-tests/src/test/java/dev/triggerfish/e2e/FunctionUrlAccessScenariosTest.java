package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import tools.jackson.databind.json.JsonMapper;

/** Who may call functions by plain HTTP. */
@OnSharedPlatforms
class FunctionUrlAccessScenariosTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Parameter private PlatformKind kind;
  private UrlFunctions urls;

  @BeforeEach
  void wire() {
    urls = new UrlFunctions(kind);
  }

  @Test
  void anOpenUrlNeedsBothPermissions() throws Exception {
    var url = urls.create("url-permissions", FunctionUrlAuthType.NONE);

    var before = FunctionUrls.send(url, "GET", "/", "");
    UrlFunctions.allowUrl(urls.root(), "url-permissions");
    var half = FunctionUrls.send(url, "GET", "/", "");

    assertThat(before.status()).isEqualTo(403);
    assertThat(before.text()).isEqualTo(UrlFunctions.FORBIDDEN);
    assertThat(before.header("x-amzn-ErrorType")).isEqualTo("AccessDeniedException");
    assertThat(half.status()).isEqualTo(403);
    if (kind != PlatformKind.FIVE_PROCESSES) {
      assertThat(denials())
          .contains("lambda:InvokeFunctionUrl", "lambda:InvokeFunction\"", "url-permissions");
    }

    urls.root()
        .lambda
        .addPermission(
            r ->
                r.functionName("url-permissions")
                    .statementId("invoke")
                    .action("lambda:InvokeFunction")
                    .principal("*")
                    .invokedViaFunctionUrl(true));
    var allowed = FunctionUrls.send(url, "GET", "/", "");

    assertThat(allowed.status()).as(allowed.text()).isEqualTo(200);
    assertThat(JSON.readTree(allowed.text()).at("/requestContext/accountId").asString())
        .isEqualTo("anonymous");
  }

  private String denials() throws Exception {
    var request = HttpRequest.newBuilder(urls.root().endpoint().resolve("/_triggerfish/denials"));
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }

  @Test
  void aSignedCallerNeedsBothPermissions() {
    var cloud = urls.root();
    var url = urls.create("url-signed", FunctionUrlAuthType.AWS_IAM);
    cloud.iam.createUser(r -> r.userName("url-caller"));
    var key = cloud.iam.createAccessKey(r -> r.userName("url-caller")).accessKey();
    var user = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());

    var unsigned = FunctionUrls.send(url, "GET", "/", "");
    var denied = FunctionUrls.signed(url, "GET", "/", "", user, "lambda");
    var forged =
        FunctionUrls.signed(
            url, "GET", "/", "", AwsBasicCredentials.create(key.accessKeyId(), "x"), "lambda");
    var otherService = FunctionUrls.signed(url, "GET", "/", "", user, "execute-api");
    cloud.iam.putUserPolicy(
        r ->
            r.userName("url-caller")
                .policyName("call")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow",
                     "Action":["lambda:InvokeFunctionUrl","lambda:InvokeFunction"],
                     "Resource":"arn:aws:lambda:us-east-1:000000000000:function:url-signed"}}
                    """));
    var allowed = FunctionUrls.signed(url, "POST", "/a?b=c", "hi", user, "lambda");

    assertThat(unsigned.status()).isEqualTo(403);
    assertThat(unsigned.text()).isEqualTo(UrlFunctions.FORBIDDEN);
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.text()).isEqualTo(UrlFunctions.FORBIDDEN);
    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.header("x-amzn-ErrorType")).isEqualTo("InvalidSignatureException");
    assertThat(otherService.header("x-amzn-ErrorType")).isEqualTo("InvalidSignatureException");
    assertThat(allowed.status()).as(allowed.text()).isEqualTo(200);
    assertThat(
            JSON.readTree(allowed.text()).at("/requestContext/authorizer/iam/userArn").asString())
        .isEqualTo("arn:aws:iam::000000000000:user/url-caller");
    assertThat(FunctionUrls.signed(url, "GET", "/", "", Cloud.ROOT, "lambda").status())
        .isEqualTo(200);
  }

  @Test
  void anAliasHasAUrlOfItsOwnForAsLongAsItLives() {
    var cloud = urls.root();
    urls.create("url-alias", FunctionUrlAuthType.NONE);
    cloud.lambda.publishVersion(r -> r.functionName("url-alias"));
    cloud.lambda.createAlias(r -> r.functionName("url-alias").name("live").functionVersion("1"));
    var url =
        cloud
            .lambda
            .createFunctionUrlConfig(
                r ->
                    r.functionName("url-alias")
                        .qualifier("live")
                        .authType(FunctionUrlAuthType.NONE))
            .functionUrl();
    UrlFunctions.allowAll(cloud, "url-alias:live");

    var living = FunctionUrls.send(url, "GET", "/", "");
    cloud.lambda.deleteAlias(r -> r.functionName("url-alias").name("live"));
    var gone = FunctionUrls.send(url, "GET", "/", "");

    assertThat(living.status()).as(living.text()).isEqualTo(200);
    assertThat(gone.status()).isEqualTo(403);
    assertThat(
            cloud
                .lambda
                .listFunctionUrlConfigs(r -> r.functionName("url-alias"))
                .functionUrlConfigs())
        .hasSize(1);
  }

  @Test
  void nobodyHasAUrlThatDoesNotExist() {
    var port = URI.create(urls.open()).getPort();
    var unknown = "http://" + "a".repeat(32) + ".lambda-url.us-east-1.localhost:" + port + "/";

    var answer = FunctionUrls.send(unknown, "GET", "/", "");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).isEqualTo("{\"Message\":null}");
  }
}
