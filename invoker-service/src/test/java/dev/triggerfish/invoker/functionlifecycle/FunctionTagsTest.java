package dev.triggerfish.invoker.functionlifecycle;

import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.ARN;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;

@OnEachDatabase("invoker")
class FunctionTagsTest {

  @TempDir private Path folder;
  private FunctionFixture fixture;

  @BeforeEach
  void open(TestDatabase database) {
    fixture = new FunctionFixture(database, folder);
    fixture.active("fn");
  }

  @Test
  void tagsAreAddedReplacedAndRemoved() {
    tag("fn", Map.of("A", "a", "B", "b"));
    tag("fn", Map.of("B", "new", "C", "c"));
    untag("A", "unknown");

    assertThat(tags("fn")).isEqualTo(Map.of("B", "new", "C", "c"));
    assertThat(fixture.store.tags(new FunctionKey(FunctionFixture.ACCOUNT, "us-east-1", "fn")))
        .isEqualTo(tags("fn"));
  }

  @Test
  void aFunctionHasFiftyTagsAtMost() {
    tag("fn", many(49));

    assertThatThrownBy(() -> tag("fn", Map.of("x", "", "y", "")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("Number of tags exceeds resource tag limit.");
    assertThat(tags("fn")).hasSize(49);
    tag("fn", Map.of("x", "", "0", "changed"));
    assertThat(tags("fn")).hasSize(50).containsEntry("0", "changed");
  }

  @Test
  void noTagsAreAnError() {
    assertThatThrownBy(() -> tag("fn", Map.of()))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("An error occurred and the request cannot be processed.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fn:live", "fn:1", "fn:$LATEST", "missing:live"})
  void versionsAndAliasesHaveNoTags(String resource) {
    assertThatThrownBy(() -> tag(resource, Map.of("A", "a")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "Tags on function aliases and versions are not supported. Please specify a function"
                + " ARN.");
  }

  @Test
  void whatIsMissingHasNoTags() {
    assertThatThrownBy(() -> tags("missing"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: " + ARN + "missing");
  }

  @Test
  void policiesSeeTheTagsOfARequest() {
    var request = TagResourceRequest.builder().tags(Map.of("Team", "blue")).build();

    assertThat(
            new FunctionResources(FunctionFixtures.noMappings()).conditionKeys(request, caller()))
        .isEqualTo(Map.of("aws:tagkeys", List.of("Team"), "aws:requesttag/team", List.of("blue")));
  }

  private static Map<String, String> many(int count) {
    return IntStream.range(0, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.toMap(Function.identity(), Function.identity()));
  }

  private void tag(String resource, Map<String, String> tags) {
    fixture
        .functionTags()
        .tagResource(
            TagResourceRequest.builder().resource(ARN + resource).tags(tags).build(), caller());
  }

  private void untag(String... keys) {
    fixture
        .functionTags()
        .untagResource(
            UntagResourceRequest.builder().resource(ARN + "fn").tagKeys(keys).build(), caller());
  }

  private Map<String, String> tags(String resource) {
    return fixture
        .functionTags()
        .listTags(ListTagsRequest.builder().resource(ARN + resource).build(), caller())
        .tags();
  }
}
