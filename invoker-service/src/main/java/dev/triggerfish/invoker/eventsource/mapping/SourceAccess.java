package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.invoker.role.ExecutionRole;
import org.jspecify.annotations.Nullable;

/** Whether a function's role may read a source, and whether the source is there. */
public interface SourceAccess {

  /**
   * Asks as the role, over the network.
   *
   * @return null, or AWS's sentence about why the source cannot be read
   */
  @Nullable String refusal(MappedSource source, ExecutionRole role);

  /**
   * Asks what is known here, which is quick: for workers, before each batch.
   *
   * @return null, or AWS's sentence about which right is missing
   */
  @Nullable String denial(MappedSource source, ExecutionRole role);
}
