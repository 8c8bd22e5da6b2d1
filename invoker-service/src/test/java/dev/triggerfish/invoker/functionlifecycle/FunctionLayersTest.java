package dev.triggerfish.invoker.functionlifecycle;

import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.ACCOUNT;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.functionconfig.LayerReference;
import dev.triggerfish.invoker.functionconfig.LayerRules;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.Layer;

@OnEachDatabase("invoker")
class FunctionLayersTest {

  private static final String LAYER = "arn:aws:lambda:us-east-1:000000000000:layer:";
  private static final String A = LAYER + "a:1";
  private static final String B = LAYER + "b:1";

  private FunctionFixture fixture;

  @BeforeEach
  void layersAreThere(TestDatabase database, @TempDir Path folder) {
    fixture = new FunctionFixture(database, folder);
    fixture.layer(A, "who.txt", "a");
    fixture.layer(B, "who.txt", "b");
  }

  private FunctionVersion running() {
    return fixture.versions.resolve(ACCOUNT, "us-east-1", "fn", null).version();
  }

  private static void assertInvalid(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageStartingWith(message);
  }

  private List<Layer> create(String... layers) {
    var reply = fixture.create(request -> request.layers(layers));
    fixture.settle();
    return reply.layers();
  }

  @Test
  void aFunctionShowsItsLayersAndRunsWithThemMerged() {
    var shown = create(A, B);

    assertThat(shown).extracting(Layer::arn).containsExactly(A, B);
    assertThat(shown).extracting(Layer::codeSize).allMatch(size -> size > 100);
    assertThat(fixture.get().layers()).isEqualTo(shown);
    assertThat(running().layerRoots())
        .singleElement()
        .satisfies(root -> assertThat(root.resolve("who.txt")).hasContent("b"));
  }

  @Test
  void theOrderOfLayersIsTheFunctions() {
    create(B, A);

    assertThat(running().layerRoots().getFirst().resolve("who.txt")).hasContent("a");
  }

  @Test
  void aFunctionWithoutLayersShowsNone() {
    assertThat(fixture.create(request -> {}).hasLayers()).isFalse();
    fixture.settle();
    assertThat(running().layerRoots()).isEmpty();
  }

  @Test
  void anUpdateThatNamesNoLayersKeepsThemAndAnEmptyListRemovesThem() {
    create(A);
    fixture.updateConfiguration(request -> request.timeout(9));
    fixture.settle();
    fixture.updateCode(request -> request.zipFile(zip("2")));
    fixture.settle();
    assertThat(fixture.get().layers()).hasSize(1);

    fixture.updateConfiguration(request -> request.layers(List.of()));
    fixture.settle();

    assertThat(fixture.get().hasLayers()).isFalse();
    assertThat(running().layerRoots()).isEmpty();
  }

  @Test
  void newLayersMakeAnotherDeployment() {
    create(A);
    var before = running();
    fixture.updateConfiguration(request -> request.layers(B));
    assertThat(running()).isEqualTo(before);

    fixture.settle();

    assertThat(running().deploymentId()).isNotEqualTo(before.deploymentId());
    assertThat(running().layerRoots().getFirst().resolve("who.txt")).hasContent("b");
  }

  @Test
  void aFunctionKeepsALayerThatIsGone() {
    var sha256 = fixture.layer(A, "who.txt", "a").sha256();
    create(A);
    fixture.layers.clear();

    assertThat(fixture.references.usesCode(sha256)).isTrue();
    fixture.updateConfiguration(request -> request.timeout(9));
    fixture.start();
    fixture.settle();
    assertThat(running().layerRoots().getFirst().resolve("who.txt")).hasContent("a");

    fixture.updateConfiguration(request -> request.layers(List.of()));
    fixture.settle();
    assertThat(fixture.references.usesCode(sha256)).isFalse();
  }

  @Test
  void fiveLayersAreTheMost() {
    var arns = IntStream.rangeClosed(1, 6).mapToObj(i -> LAYER + "n" + i + ":1").toList();
    arns.forEach(arn -> fixture.layer(arn, "file", arn));

    assertInvalid(
        () -> create(arns.toArray(String[]::new)), "Cannot reference more than 5 layers.");
    assertThat(create(arns.subList(0, 5).toArray(String[]::new))).hasSize(5);
  }

  @Test
  void ofOneLayerThereIsOneVersion() {
    var next = LAYER + "a:2";
    fixture.layer(next, "file", "");

    assertInvalid(
        () -> create(A, next),
        "Two different versions of the same layer are not allowed to be referenced in the same"
            + " function. "
            + A
            + " and "
            + next
            + " are versions of the same layer.");
    assertInvalid(
        () -> create(A, A),
        "Two different versions of the same layer are not allowed to be referenced in the same"
            + " function. "
            + A
            + " and "
            + A);
  }

  @Test
  void layersAreOfTheFunctionsRegion() {
    assertInvalid(
        () -> create("arn:aws:lambda:eu-west-1:000000000000:layer:a:1"),
        "Layers are not in the same region as the function. Layers are expected to be in region"
            + " us-east-1.");
  }

  @Test
  void aRefusedLayerLeavesTheFunctionAsItWas() {
    create(A);
    var before = fixture.get();

    assertInvalid(
        () -> fixture.updateConfiguration(request -> request.timeout(9).layers(LAYER + "no:1")),
        "Layer version " + LAYER + "no:1 does not exist.");

    assertThat(fixture.get()).isEqualTo(before);
  }

  @Test
  void codeAndLayersHaveOneLimitTogether() {
    var big = new LayerReference(A, "0".repeat(64), 1, 262_144_000);
    LayerRules.checkSize(0, List.of(big));

    assertInvalid(
        () -> LayerRules.checkSize(1, List.of(big)),
        "Function code combined with layers exceeds the maximum allowed size of 262144000 bytes."
            + " The actual size is 262144001 bytes.");
    assertInvalid(
        () -> LayerRules.checkSize(0, List.of(big, new LayerReference(B, "1", 1, 1))),
        "Layers consume more than the available size of 262144000 bytes");
  }

  @Test
  void aCodeUpdateCountsTheLayersToo() {
    fixture.layers.put(
        A, new LayerReference(A, fixture.layer(B, "x", "x").sha256(), 1, 262_143_990));
    create(A);

    assertInvalid(
        () -> fixture.updateCode(request -> request.zipFile(zip("more than ten bytes"))),
        "Function code combined with layers exceeds the maximum allowed size");
  }
}
