package dev.triggerfish.invoker.function;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is asked about event source mappings by what does not know more of them. */
public interface MappedFunctions {

  /** ARN of the function that a mapping invokes; null if there is no such mapping. */
  @Nullable String functionArn(String uuid);

  /**
   * Changes a mapping's tags as one step.
   *
   * @param change gets a copy of what is there; {@link UnaryOperator#identity} to look
   * @return what is there now; null if there is no such mapping
   */
  @Nullable Map<String, String> changeTags(
      String accountId, String region, String uuid, UnaryOperator<Map<String, String>> change);
}
