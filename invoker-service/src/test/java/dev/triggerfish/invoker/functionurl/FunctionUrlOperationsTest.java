package dev.triggerfish.invoker.functionurl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.Cors;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.InvokeMode;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;

@OnEachDatabase("invoker")
class FunctionUrlOperationsTest {

  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:fn";
  private static final Caller CALLER =
      new Caller(
          new Principal.Root("000000000000"),
          "000000000000",
          "us-east-1",
          "request",
          RequestOrigin.CLIENT,
          null,
          null,
          null,
          null);

  @TempDir private Path folder;
  private final Set<String> aliases = new HashSet<>(Set.of("live", "beta"));
  private Database database;
  private FunctionUrls urls;
  private CreateFunctionUrlConfig create;
  private GetFunctionUrlConfig get;
  private UpdateFunctionUrlConfig update;
  private DeleteFunctionUrlConfig delete;

  @BeforeEach
  void wire(TestDatabase testDatabase) {
    database = testDatabase.database();
    urls = new FunctionUrls(new FunctionUrlStore(database), this::resolve);
    var clock = new ManualClock();
    var replies = new FunctionUrlReplies(URI.create("http://localhost:4566"));
    create = new CreateFunctionUrlConfig(urls, replies, clock);
    get = new GetFunctionUrlConfig(urls, replies);
    update = new UpdateFunctionUrlConfig(urls, replies, clock);
    delete = new DeleteFunctionUrlConfig(urls);
    database
        .jdbc()
        .sql(
            "INSERT INTO lambda_function (account_id, region, name, tags)"
                + " VALUES ('000000000000', 'us-east-1', 'fn', '{}')")
        .update();
  }

  private FunctionResolver.ResolvedFunction resolve(
      String account, String region, String name, @Nullable String qualifier) {
    if (!name.equals("fn") || (qualifier != null && !aliases.contains(qualifier))) {
      throw ResourceNotFoundException.builder().message("Function not found").build();
    }
    return new FunctionResolver.ResolvedFunction(version(), ARN);
  }

  private FunctionVersion version() {
    return new FunctionVersion(
        "000000000000",
        "us-east-1",
        "fn",
        "$LATEST",
        "deployment",
        "python3.12",
        "a.b",
        "role",
        3,
        128,
        512,
        "x86_64",
        Map.of(),
        folder,
        List.of(),
        "/aws/lambda/fn",
        "Text");
  }

  @Test
  void aUrlHasAHostOfItsOwn() {
    var created = create(r -> r.authType(FunctionUrlAuthType.NONE));

    assertThat(created.functionUrl())
        .matches("http://[a-z0-9]{32}\\.lambda-url\\.us-east-1\\.localhost:4566/");
    assertThat(created.functionArn()).isEqualTo(ARN);
    assertThat(created.invokeMode()).isNull();
    assertThat(created.creationTime())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:4566", "http://[::1]:4566", "http://localhost:4566"})
  void addressesOfNumbersHaveNamesBelowLocalhost(String endpoint) {
    var url = known(create(r -> r.authType(FunctionUrlAuthType.NONE)).functionUrl());

    assertThat(new FunctionUrlReplies(URI.create(endpoint)).address(url))
        .endsWith(".lambda-url.us-east-1.localhost:4566/");
  }

  @Test
  void whatWasGivenIsShown() {
    var cors = Cors.builder().allowOrigins("*").allowCredentials(true).maxAge(5).build();
    var created =
        create(
            r ->
                r.qualifier("live")
                    .authType(FunctionUrlAuthType.AWS_IAM)
                    .invokeMode(InvokeMode.BUFFERED)
                    .cors(cors));

    var shown = get("fn:live");

    assertThat(created.invokeMode()).isEqualTo(InvokeMode.BUFFERED);
    assertThat(shown.functionUrl()).isEqualTo(created.functionUrl());
    assertThat(shown.functionArn()).isEqualTo(ARN + ":live");
    assertThat(shown.authType()).isEqualTo(FunctionUrlAuthType.AWS_IAM);
    assertThat(shown.cors()).isEqualTo(cors);
    assertThat(shown.cors().hasAllowMethods()).isFalse();
    assertThat(shown.invokeMode()).isEqualTo(InvokeMode.BUFFERED);
    assertThat(shown.lastModifiedTime()).isEqualTo(shown.creationTime());
  }

  @Test
  void anUpdateChangesWhatItNames() {
    var address =
        create(
                r ->
                    r.authType(FunctionUrlAuthType.AWS_IAM)
                        .cors(Cors.builder().allowOrigins("a").build()))
            .functionUrl();
    assertThat(known(address).authType()).isEqualTo(FunctionUrlAuthType.AWS_IAM);

    update.updateFunctionUrlConfig(
        UpdateFunctionUrlConfigRequest.builder()
            .functionName("fn")
            .authType(FunctionUrlAuthType.NONE)
            .build(),
        CALLER);

    assertThat(get("fn").functionUrl()).isEqualTo(address);
    assertThat(get("fn").cors().allowOrigins()).containsExactly("a");
    assertThat(known(address).authType()).isEqualTo(FunctionUrlAuthType.NONE);
  }

  @Test
  void aSecondUrlIsRefused() {
    create(r -> r.qualifier("live").authType(FunctionUrlAuthType.NONE));

    assertThatThrownBy(() -> create(r -> r.qualifier("live").authType(FunctionUrlAuthType.NONE)))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining(
            "Failed to create function url config for [functionArn = "
                + ARN
                + ":live]. Error message:  FunctionUrlConfig exists for this Lambda function");
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "fn:missing"})
  void whatDoesNotExistGetsNoUrl(String name) {
    assertThatThrownBy(() -> create(r -> r.functionName(name).authType(FunctionUrlAuthType.NONE)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fn:$LATEST", "fn:1"})
  void versionsGetNoUrl(String name) {
    assertThatThrownBy(() -> create(r -> r.functionName(name).authType(FunctionUrlAuthType.NONE)))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }

  @Test
  void urlsAreListedPageByPage() {
    create(r -> r.authType(FunctionUrlAuthType.NONE));
    create(r -> r.qualifier("live").authType(FunctionUrlAuthType.NONE));
    create(r -> r.qualifier("beta").authType(FunctionUrlAuthType.NONE));

    var first = list(null);
    var second = list(first.nextMarker());

    assertThat(first.functionUrlConfigs()).hasSize(2);
    assertThat(second.nextMarker()).isNull();
    assertThat(first.functionUrlConfigs()).extracting(FunctionUrlConfig::functionArn).isNotEmpty();
    var all = new HashSet<String>();
    first.functionUrlConfigs().forEach(each -> all.add(each.functionArn()));
    second.functionUrlConfigs().forEach(each -> all.add(each.functionArn()));
    assertThat(all).containsExactlyInAnyOrder(ARN, ARN + ":live", ARN + ":beta");
  }

  @Test
  void aDeletedUrlIsGone() {
    var address = create(r -> r.authType(FunctionUrlAuthType.NONE)).functionUrl();
    assertThat(urls.find(id(address))).isNotNull();

    delete.deleteFunctionUrlConfig(
        DeleteFunctionUrlConfigRequest.builder().functionName("fn").build(), CALLER);

    assertThat(urls.find(id(address))).isNull();
    assertThatThrownBy(() -> get("fn"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The resource you requested does not exist.");
  }

  @Test
  void aUrlGoesWithItsAlias() {
    var own = create(r -> r.authType(FunctionUrlAuthType.NONE)).functionUrl();
    var live = create(r -> r.qualifier("live").authType(FunctionUrlAuthType.NONE)).functionUrl();
    assertThat(urls.find(id(live))).isNotNull();

    urls.qualifierDeleted(ARN, "live");
    urls.qualifierDeleted(ARN, "$LATEST");
    urls.qualifierDeleted(ARN, "1");

    assertThat(urls.find(id(live))).isNull();
    assertThat(urls.find(id(own))).isNotNull();
  }

  @Test
  void urlsGoWithTheirFunction() {
    var address = create(r -> r.authType(FunctionUrlAuthType.NONE)).functionUrl();
    assertThat(urls.find(id(address))).isNotNull();

    database.jdbc().sql("DELETE FROM lambda_function").update();
    urls.functionDeleted(version());

    assertThat(urls.find(id(address))).isNull();
  }

  private CreateFunctionUrlConfigResponse create(
      Consumer<CreateFunctionUrlConfigRequest.Builder> change) {
    var request = CreateFunctionUrlConfigRequest.builder().functionName("fn").applyMutation(change);
    return create.createFunctionUrlConfig(request.build(), CALLER);
  }

  private GetFunctionUrlConfigResponse get(String name) {
    return get.getFunctionUrlConfig(
        GetFunctionUrlConfigRequest.builder().functionName(name).build(), CALLER);
  }

  private ListFunctionUrlConfigsResponse list(@Nullable String marker) {
    return get.listFunctionUrlConfigs(
        ListFunctionUrlConfigsRequest.builder()
            .functionName("fn")
            .maxItems(2)
            .marker(marker)
            .build(),
        CALLER);
  }

  private FunctionUrl known(String address) {
    return Objects.requireNonNull(urls.find(id(address)));
  }

  private static String id(String address) {
    return address.substring("http://".length(), address.indexOf('.'));
  }
}
