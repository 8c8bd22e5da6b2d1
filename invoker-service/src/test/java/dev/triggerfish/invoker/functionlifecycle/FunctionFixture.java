package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.invoker.code.CodeFixture;
import dev.triggerfish.invoker.code.CodeIntake;
import dev.triggerfish.invoker.code.CodeLinks;
import dev.triggerfish.invoker.code.CodeStore;
import dev.triggerfish.invoker.code.FakeBuckets;
import dev.triggerfish.invoker.code.Zips;
import dev.triggerfish.invoker.function.ChangeAnnouncer;
import dev.triggerfish.invoker.function.FunctionChanges;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.functionconfig.LayerReference;
import dev.triggerfish.invoker.functionconfig.LayerRules;
import dev.triggerfish.invoker.functionconfig.RoleRules;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.invoker.role.ExecutionRoles;
import dev.triggerfish.invoker.role.RoleCredentials;
import dev.triggerfish.policy.Decision;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** The operations on functions, wired to H2 and to a clock that stands still. */
final class FunctionFixture {

  static final String ACCOUNT = "000000000000";
  static final String ROLE = "arn:aws:iam::000000000000:role/r";
  static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";
  static final Duration DELAY = Duration.ofSeconds(1);

  final ManualClock clock = new ManualClock();
  final List<String> required = new ArrayList<>();
  final List<String> changes = new ArrayList<>();

  /** Qualified ARNs of what was deleted, without what all begin with. */
  final List<String> gone = new ArrayList<>();

  final FakeAliases aliases;
  final FunctionStore store;
  final FunctionCodeReferences references;
  final CodeStore codes;
  final CodeLinks links;
  boolean roleIsAssumable = true;
  boolean roleMaySend = true;

  /** What the role was asked to be allowed. */
  final List<String> asked = new ArrayList<>();

  @Nullable Integer reserved;

  /** Layers' versions that callers may use, by ARN. */
  final Map<String, LayerReference> layers = new HashMap<>();

  final FakeBuckets buckets = new FakeBuckets();

  private final CodeIntake intake;
  private final RoleRules roles;
  private final Authorizer authorizer = new RecordingAuthorizer();
  Functions functions;
  FunctionVersions versions;

  FunctionFixture(TestDatabase testDatabase, Path folder) {
    var storage = testDatabase.storage(folder);
    var database = storage.database("invoker");
    store = new FunctionStore(database);
    references = new FunctionCodeReferences(database);
    aliases = new FakeAliases(database);
    codes = CodeFixture.codeStore(storage);
    intake = CodeFixture.codeIntake(codes, buckets);
    links = CodeFixture.codeLinks();
    roles = new RoleRules(authorizer, new FakeRoles());
    versions = new FunctionVersions(store, codes, aliases);
    functions = start();
  }

  /** What a process does when it starts. */
  Functions start() {
    clock.forgetTasks();
    versions = new FunctionVersions(store, codes, aliases);
    var announcer = new ChangeAnnouncer(() -> List.of(new RecordingChanges()));
    var deployments = new Deployments(store, versions, codes, clock, DELAY, announcer);
    functions = new Functions(store, versions, aliases, deployments, announcer);
    deployments.start();
    return functions;
  }

  /** Lets what is pending settle. */
  void settle() {
    clock.advance(DELAY);
  }

  CreateFunctionResponse create(Consumer<CreateFunctionRequest.Builder> changes) {
    return createAs(caller(), changes);
  }

  CreateFunctionResponse createAs(Caller caller, Consumer<CreateFunctionRequest.Builder> changes) {
    var request =
        CreateFunctionRequest.builder()
            .functionName("fn")
            .runtime("python3.12")
            .handler("a.handler")
            .role(ROLE)
            .code(code -> code.zipFile(zip("1")))
            .applyMutation(changes)
            .build();
    return new CreateFunction(functions, intake, roles, layerRules(), authorizer, clock)
        .createFunction(request, caller);
  }

  /** A function that has become active. */
  void active(String name) {
    create(request -> request.functionName(name));
    settle();
  }

  UpdateFunctionCodeResponse updateCode(Consumer<UpdateFunctionCodeRequest.Builder> changes) {
    var request =
        UpdateFunctionCodeRequest.builder().functionName("fn").applyMutation(changes).build();
    return new UpdateFunctionCode(functions, intake, clock).updateFunctionCode(request, caller());
  }

  UpdateFunctionConfigurationResponse updateConfiguration(
      Consumer<UpdateFunctionConfigurationRequest.Builder> changes) {
    var request =
        UpdateFunctionConfigurationRequest.builder()
            .functionName("fn")
            .applyMutation(changes)
            .build();
    return new UpdateFunctionConfiguration(functions, roles, layerRules(), codes, clock)
        .updateFunctionConfiguration(request, caller());
  }

  /** A version of a layer with one file, kept in the code store. */
  LayerReference layer(String arn, String file, String content) {
    try (var code = codes.stage(Zips.of(file, content))) {
      var layer = new LayerReference(arn, code.sha256(), code.size(), code.unzippedSize());
      code.keep();
      layers.put(arn, layer);
      return layer;
    }
  }

  private LayerRules layerRules() {
    return new LayerRules(
        (arn, caller) -> {
          var layer = layers.get(arn);
          if (layer == null) {
            throw FunctionErrors.invalid("Layer version " + arn + " does not exist.");
          }
          return layer;
        });
  }

  FunctionConfiguration get() {
    return getFunction().getFunction(request("fn", null), caller()).configuration();
  }

  GetFunction getFunction() {
    return new GetFunction(functions, store, links, (account, region, name) -> reserved);
  }

  ListFunctions listFunctions() {
    return new ListFunctions(functions, store);
  }

  PublishVersionResponse publish(Consumer<PublishVersionRequest.Builder> changes) {
    var request = PublishVersionRequest.builder().functionName("fn").applyMutation(changes).build();
    return new PublishVersion(functions).publishVersion(request, caller());
  }

  FunctionTags functionTags() {
    return new FunctionTags(functions, store, FunctionFixtures.noMappings());
  }

  void delete(String name, @Nullable String qualifier) {
    deleteFunction()
        .deleteFunction(
            DeleteFunctionRequest.builder().functionName(name).qualifier(qualifier).build(),
            caller());
  }

  DeleteFunction deleteFunction() {
    return new DeleteFunction(functions);
  }

  static GetFunctionRequest request(String name, @Nullable String qualifier) {
    return GetFunctionRequest.builder().functionName(name).qualifier(qualifier).build();
  }

  static SdkBytes zip(String content) {
    return SdkBytes.fromByteArray(Zips.of("a.py", content));
  }

  static Caller caller() {
    return callerIn("us-east-1");
  }

  static Caller callerIn(String region) {
    return new Caller(
        new Principal.Root(ACCOUNT),
        ACCOUNT,
        region,
        "request",
        RequestOrigin.CLIENT,
        null,
        null,
        null,
        null);
  }

  private final class RecordingAuthorizer implements Authorizer {
    @Override
    public void require(
        Caller caller, String action, String resource, Map<String, List<String>> context) {
      required.add(action + " " + resource + " " + new TreeMap<>(context));
    }

    @Override
    public Decision decide(
        Principal principal, String action, String resource, Map<String, List<String>> context) {
      asked.add(principal.arn() + " " + action + " " + resource);
      return new Decision(
          roleMaySend ? Decision.Outcome.ALLOW : Decision.Outcome.IMPLICIT_DENY,
          Decision.PolicyType.IDENTITY,
          null,
          null);
    }
  }

  private final class FakeRoles implements ExecutionRoles {
    @Override
    public void requireAssumable(ExecutionRole role) {
      if (!roleIsAssumable) {
        throw InvalidParameterValueException.builder()
            .message("The role defined for the function cannot be assumed by Lambda.")
            .build();
      }
    }

    @Override
    public RoleCredentials credentials(ExecutionRole role) {
      return new RoleCredentials(
          "ASIA1", "secret", "token", clock.now(), "AROA1", role.sessionName());
    }
  }

  private final class RecordingChanges implements FunctionChanges {
    @Override
    public void functionUpdated(String retiredDeploymentId, FunctionVersion current) {
      changes.add("updated " + retiredDeploymentId + " " + current.deploymentId());
    }

    @Override
    public void functionDeleted(FunctionVersion last) {
      changes.add("deleted " + last.deploymentId());
    }

    @Override
    public void qualifierDeleted(String functionArn, String qualifier) {
      gone.add((functionArn + ":" + qualifier).substring(ARN.length()));
    }
  }
}
