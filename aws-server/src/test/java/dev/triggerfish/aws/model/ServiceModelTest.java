package dev.triggerfish.aws.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.http.TestRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceModelTest {

  private final ServiceModels models = new ServiceModels();

  @ParameterizedTest
  @CsvSource({
    "POST, /2015-03-31/functions, CreateFunction",
    "GET, /2015-03-31/functions, ListFunctions",
    "GET, /2015-03-31/functions/, ListFunctions",
    "GET, /2015-03-31/functions/?MaxItems=1, ListFunctions",
    "GET, /2015-03-31/functions/f, GetFunction",
    "GET, /2015-03-31/functions/configuration, GetFunction",
    "GET, /2015-03-31/functions/f/configuration, GetFunctionConfiguration",
    "POST, /2015-03-31/functions/f/invocations, Invoke",
    "GET, /2018-10-31/layers, ListLayers",
    "GET, /2018-10-31/layers?find=LayerVersion&Arn=x, GetLayerVersionByArn",
    "GET, /2018-10-31/layers?Arn=x&find=LayerVersion, GetLayerVersionByArn",
    "GET, /2018-10-31/layers?find=Other, ListLayers",
    "GET, /2019-09-30/functions/f/provisioned-concurrency?Qualifier=1, GetProvisionedConcurrencyConfig",
    "GET, /2019-09-30/functions/f/provisioned-concurrency?List=ALL, ListProvisionedConcurrencyConfigs",
  })
  void findsRestOperationsByMethodPathAndConstantParameters(
      String method, String target, String operation) {
    assertThat(requireNonNull(lambda(method, target)).operation().name()).isEqualTo(operation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/2015-03-31",
        "/2015-03-31/functions//invocations",
        "//2015-03-31/functions/f/invocations",
        "/2015-03-31/functions/../functions/f/invocations",
        "/2015-03-31/functions/f/invocations/more",
        "/2015-03-31/functions/a/b/invocations",
        "/2015-03-31/Functions/f/invocations",
        "/2015-03-31/functions/f/invocations//"
      })
  void neverNormalizesPaths(String path) {
    assertThat(lambda("POST", path)).isNull();
  }

  @Test
  void leavesLabelsAsTheyCame() {
    var match = lambda("POST", "/2015-03-31/functions/a%2Fb%3A..%25+;x/invocations");
    assertThat(requireNonNull(match).labels())
        .isEqualTo(Map.of("FunctionName", "a%2Fb%3A..%25+;x"));
  }

  @Test
  void findsLabelsOfOnePathByName() {
    var match = lambda("DELETE", "/2015-03-31/functions/f/policy/s");
    assertThat(requireNonNull(match).labels())
        .isEqualTo(Map.of("FunctionName", "f", "StatementId", "s"));
  }

  @Test
  void findsJsonOperationsByTarget() {
    ServiceModel logs = models.get("logs");
    assertThat(requireNonNull(byTarget(logs, "Logs_20140328.PutLogEvents")).operation().name())
        .isEqualTo("PutLogEvents");
    assertThat(byTarget(logs, "Logs_20140328.Nothing")).isNull();
    assertThat(byTarget(logs, "DynamoDB_20120810.ListTables")).isNull();
    assertThat(byTarget(logs, "PutLogEvents")).isNull();
    assertThat(logs.match(TestRequest.of("POST", "/", ""), new byte[0])).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "/, Action=ListUsers&Version=2010-05-08, ListUsers",
    "/, Version=2010-05-08&Action=ListUsers, ListUsers",
    "/?Action=ListUsers, '', ListUsers",
    "/?Action=ListUsers, Action=GetUser, GetUser",
    "/, Action=List%55sers, ListUsers",
  })
  void findsQueryOperationsByAction(String target, String body, String operation) {
    var match = query(target, body);
    assertThat(requireNonNull(match).operation().name()).isEqualTo(operation);
    assertThat(match.protocol()).isEqualTo(WireProtocol.QUERY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Action=", "Action=Nothing", "XAction=ListUsers", "Action=%zz"})
  void knowsNoQueryOperationWithoutItsAction(String body) {
    assertThat(query("/", body)).isNull();
  }

  @Test
  void tellsTheProtocolsOfOneServiceApart() {
    ServiceModel cloudWatch = models.get("monitoring");
    assertThat(
            requireNonNull(byTarget(cloudWatch, "GraniteServiceVersion20100801.ListMetrics"))
                .protocol())
        .isEqualTo(WireProtocol.AWS_JSON_1_0);
    byte[] form =
        "Action=ListMetrics&Version=2010-08-01".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(requireNonNull(cloudWatch.match(TestRequest.of("POST", "/", ""), form)).protocol())
        .isEqualTo(WireProtocol.QUERY);
    var cbor =
        TestRequest.of(
            "POST",
            "/service/GraniteServiceVersion20100801/operation/ListMetrics",
            "",
            "smithy-protocol: rpc-v2-cbor");
    assertThat(requireNonNull(cloudWatch.match(cbor, new byte[0])).protocol())
        .isEqualTo(WireProtocol.RPC_V2_CBOR);
  }

  @Test
  void saysWhatWasAskedForInTheClientsWords() {
    TestRequest query = TestRequest.of("POST", "/", "Action=Nothing&Version=1");
    assertThat(models.get("iam").requestedName(query, query.content())).isEqualTo("Nothing");
    TestRequest json = TestRequest.of("POST", "/", "", "X-Amz-Target: Logs_20140328.Nothing");
    assertThat(models.get("logs").requestedName(json, new byte[0])).isEqualTo("Nothing");
    TestRequest rest = TestRequest.of("PATCH", "/no/where?x", "");
    assertThat(models.get("lambda").requestedName(rest, new byte[0])).isEqualTo("PATCH /no/where");
    TestRequest nothing = TestRequest.of("POST", "/", "");
    assertThat(models.get("logs").requestedName(nothing, new byte[0])).isEmpty();
  }

  @Test
  void knowsAllModelsAndNoOthers() {
    assertThat(models.ids()).allSatisfy(id -> assertThat(models.get(id).id()).isEqualTo(id));
    assertThat(models.find("s4")).isNull();
  }

  private @Nullable OperationMatch lambda(String method, String target) {
    return models.get("lambda").match(TestRequest.of(method, target, ""), new byte[0]);
  }

  private static @Nullable OperationMatch byTarget(ServiceModel service, String target) {
    return service.match(TestRequest.of("POST", "/", "", "X-Amz-Target: " + target), new byte[0]);
  }

  private @Nullable OperationMatch query(String target, String body) {
    TestRequest request = TestRequest.of("POST", target, body);
    return models.get("iam").match(request, request.content());
  }
}
