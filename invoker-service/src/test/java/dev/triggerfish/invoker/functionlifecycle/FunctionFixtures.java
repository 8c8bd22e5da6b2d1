package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.function.MappedFunctions;
import dev.triggerfish.testkit.ManualClock;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What tests stand on. */
public final class FunctionFixtures {

  private FunctionFixtures() {}

  /** Platform time that moves for nobody. */
  public static PlatformClock clock() {
    return new ManualClock();
  }

  /** No event source mappings. */
  public static MappedFunctions noMappings() {
    return new MappedFunctions() {
      @Override
      public @Nullable String functionArn(String uuid) {
        return null;
      }

      @Override
      public @Nullable Map<String, String> changeTags(
          String accountId, String region, String uuid, UnaryOperator<Map<String, String>> change) {
        return null;
      }
    };
  }
}
