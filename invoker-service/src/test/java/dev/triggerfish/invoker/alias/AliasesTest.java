package dev.triggerfish.invoker.alias;

import static dev.triggerfish.invoker.alias.AliasFixture.ARN;
import static dev.triggerfish.invoker.alias.AliasFixture.FN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.function.AliasRoute;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@OnEachDatabase("invoker")
class AliasesTest {

  private AliasFixture fixture;

  @BeforeEach
  void open(TestDatabase database) {
    fixture = new AliasFixture(database);
  }

  @Test
  void anAliasLeadsToItsVersionUntilItIsMoved() {
    var created = fixture.create(request -> {});
    assertThat(created.aliasArn()).isEqualTo(ARN + "fn:live");
    assertThat(created.description()).isEmpty();
    assertThat(created.routingConfig()).isNull();
    assertThat(route("live")).isEqualTo(new AliasRoute("1", null, 0));

    var moved = fixture.update(request -> request.functionVersion("2"));

    assertThat(moved.revisionId()).isNotEqualTo(created.revisionId());
    assertThat(route("live")).isEqualTo(new AliasRoute("2", null, 0));
    assertThat(fixture.get("live").functionVersion()).isEqualTo("2");
  }

  @Test
  void whatIsNotGivenStaysAndAnEmptyMapClearsTheWeights() {
    fixture.create(
        request ->
            request
                .description("first")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.2))));

    var described = fixture.update(request -> request.description("second"));
    assertThat(described.routingConfig().additionalVersionWeights()).isEqualTo(Map.of("2", 0.2));
    assertThat(route("live")).isEqualTo(new AliasRoute("1", "2", 0.2));

    var cleared =
        fixture.update(
            request ->
                request.routingConfig(routing -> routing.additionalVersionWeights(Map.of())));
    assertThat(cleared.routingConfig()).isNull();
    assertThat(cleared.description()).isEqualTo("second");
    assertThat(route("live")).isEqualTo(new AliasRoute("1", null, 0));
  }

  @Test
  void aStaleRevisionIsRefused() {
    var stale = fixture.create(request -> {}).revisionId();
    var fresh = fixture.update(request -> request.functionVersion("2")).revisionId();

    assertThatThrownBy(() -> fixture.update(r -> r.functionVersion("1").revisionId(stale)))
        .isInstanceOf(PreconditionFailedException.class)
        .hasMessageContaining(
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    assertThat(route("live")).isEqualTo(new AliasRoute("2", null, 0));
    fixture.update(r -> r.functionVersion("1").revisionId(fresh));
    assertThat(route("live")).isEqualTo(new AliasRoute("1", null, 0));
  }

  @Test
  void ofTwoThatChangeTheSameRevisionOneIsRefused() {
    fixture.create(request -> {});
    var before = Objects.requireNonNull(fixture.store.find(FN, "live"));
    var first = before.updated("first", before.route());
    var second = before.updated("second", before.route());

    fixture.aliases.update(before, first);

    assertThatThrownBy(() -> fixture.aliases.update(before, second))
        .isInstanceOf(ResourceConflictException.class);
    assertThat(fixture.get("live").description()).isEqualTo("first");
  }

  @Test
  void aNameIsTakenOnce() {
    fixture.create(request -> {});

    assertThatThrownBy(() -> fixture.create(request -> request.functionVersion("2")))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("Alias already exists: " + ARN + "fn:live");
    assertThat(route("live")).isEqualTo(new AliasRoute("1", null, 0));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> fixture.get("no"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Cannot find alias arn: " + ARN + "fn:no");
    assertThatThrownBy(() -> fixture.update(request -> request.name("no")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Alias not found: " + ARN + "fn:no");
    assertThatThrownBy(() -> fixture.create(request -> request.functionVersion("10")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: " + ARN + "fn:10");
    assertThatThrownBy(() -> fixture.create(request -> request.functionName("no")))
        .hasMessageContaining("Function not found: " + ARN + "no:1");
    assertThatThrownBy(() -> fixture.list(request -> request.functionName("no")))
        .hasMessageContaining("Function not found: " + ARN + "no");
    assertThatThrownBy(() -> fixture.create(request -> request.functionName("fn:1")))
        .isInstanceOf(InvalidParameterValueException.class);
  }

  @Test
  void aVersionThatVanishesMeanwhileIsMissing() {
    fixture.removeRow("1");

    assertThatThrownBy(() -> fixture.create(request -> {}))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: " + ARN + "fn:1");
  }

  @Test
  void theStoreKeepsVersionsThatAliasesLeadTo() {
    fixture.create(
        request ->
            request.routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.5))));

    assertThat(fixture.store.leadingTo(FN, "1")).containsExactly("live");
    assertThat(fixture.store.leadingTo(FN, "2")).containsExactly("live");
    for (var version : List.of("1", "2")) {
      assertThatThrownBy(() -> fixture.removeRow(version))
          .isInstanceOf(DataIntegrityViolationException.class);
    }
  }

  @Test
  void listsByNameAndPrimaryVersion() {
    fixture.create(request -> request.name("c"));
    fixture.create(request -> request.name("a").functionVersion("2"));
    fixture.create(
        request ->
            request
                .name("b")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.5))));

    var first = fixture.list(request -> request.maxItems(2));
    var second = fixture.list(request -> request.maxItems(2).marker(first.nextMarker()));

    assertThat(first.aliases()).extracting(AliasConfiguration::name).containsExactly("a", "b");
    assertThat(second.aliases()).extracting(AliasConfiguration::name).containsExactly("c");
    assertThat(second.nextMarker()).isNull();
    assertThat(fixture.list(request -> request.functionVersion("2")).aliases())
        .extracting(AliasConfiguration::name)
        .containsExactly("a");
  }

  @Test
  void aDeletedAliasLeadsNowhere() {
    fixture.create(request -> {});
    route("live");

    assertThat(fixture.aliases.delete(FN, "live")).isTrue();
    assertThat(fixture.aliases.delete(FN, "live")).isFalse();

    assertThat(fixture.aliases.route(FN, "live")).isNull();
  }

  @Test
  void aliasesGoWithTheirFunction() {
    fixture.create(request -> {});
    route("live");

    assertThat(fixture.aliases.removeAll(FN)).containsExactly("live");
    fixture.aliases.qualifierDeleted(FN.arn(null), "live");

    assertThat(fixture.aliases.route(FN, "live")).isNull();
  }

  @Test
  void anAliasMadeWhileItsFunctionIsDeletedIsNotLeftBehind() {
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var creations = new ArrayList<Future<?>>();
      fixture.deleteFunction(
          () -> creations.add(others.submit(() -> fixture.create(request -> {}))));

      assertThatThrownBy(() -> creations.getFirst().get())
          .hasCauseInstanceOf(ResourceNotFoundException.class);
    }
    assertThat(fixture.store.find(FN, "live")).isNull();
  }

  @Test
  void aRestartKnowsTheAliases() {
    fixture.create(
        request ->
            request.routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.5))));

    fixture.aliases = new Aliases(fixture.store);

    assertThat(route("live")).isEqualTo(new AliasRoute("1", "2", 0.5));
  }

  private AliasRoute route(String alias) {
    return Objects.requireNonNull(fixture.aliases.route(FN, alias));
  }

  @Test
  void aDescriptionMayHaveAnyCharacterAndKeepsAllButNul() {
    fixture.create(r -> r.description("caf\u00e9 \uD83D\uDE00 a\0b"));

    assertThat(fixture.get("live").description()).isEqualTo("caf\u00e9 \uD83D\uDE00 a\uFFFDb");
  }
}
