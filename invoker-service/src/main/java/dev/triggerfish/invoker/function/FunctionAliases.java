package dev.triggerfish.invoker.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What functions ask about the aliases that others keep for them. */
public interface FunctionAliases {

  /** Where an alias leads, from memory; null if there is none of that name. */
  @Nullable AliasRoute route(FunctionKey function, String alias);

  /** The names of the aliases that lead to a version, for all or some invocations. */
  List<String> leadingTo(FunctionKey function, String version);

  /** Removes a function's aliases, in the running transaction; gives their names. */
  List<String> removeAll(FunctionKey function);
}
