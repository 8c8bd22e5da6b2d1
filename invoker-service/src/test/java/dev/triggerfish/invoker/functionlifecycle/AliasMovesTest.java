package dev.triggerfish.invoker.functionlifecycle;

import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.invoker.function.AliasRoute;
import dev.triggerfish.invoker.function.FunctionAliases;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase("invoker")
class AliasMovesTest {

  @TempDir private Path folder;

  @Test
  void anInvocationDuringAMoveFindsTheNewVersionWhenTheOldOneIsGone(TestDatabase database) {
    var fixture = new FunctionFixture(database, folder);
    fixture.active("fn");
    fixture.publish(request -> {});
    var moving = new Moving("99", "1");

    var resolved =
        new FunctionVersions(fixture.store, fixture.codes, moving)
            .resolve(ACCOUNT, "us-east-1", "fn", "live");

    assertThat(resolved.version().version()).isEqualTo("1");
  }

  /** An alias that leads somewhere else each time it is asked, until it rests. */
  private static final class Moving implements FunctionAliases {

    private final ArrayDeque<String> versions;

    Moving(String... versions) {
      this.versions = new ArrayDeque<>(List.of(versions));
    }

    @Override
    public @Nullable String revision(FunctionKey function, String alias) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void renew(FunctionKey function, String alias, String revisionId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable AliasRoute route(FunctionKey function, String alias) {
      var version = versions.size() > 1 ? versions.remove() : versions.element();
      return new AliasRoute(version, null, 0);
    }

    @Override
    public List<String> leadingTo(FunctionKey function, String version) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> removeAll(FunctionKey function) {
      throw new UnsupportedOperationException();
    }
  }
}
