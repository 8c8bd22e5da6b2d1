package dev.triggerfish.invoker.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What functions ask about the aliases that others keep for them. */
public interface FunctionAliases {

  /** Where an alias leads, from memory; null if there is none of that name. */
  @Nullable AliasRoute route(FunctionKey function, String alias);

  /** The names of the aliases that lead to a version, for all or some invocations. */
  List<String> leadingTo(FunctionKey function, String version);

  /** The revision of an alias; null if there is none of that name. */
  @Nullable String revision(FunctionKey function, String alias);

  /** Gives an alias a new revision, unless somebody else is just doing so. */
  void renew(FunctionKey function, String alias, String revisionId);

  /** Removes a function's aliases, in the running transaction; gives their names. */
  List<String> removeAll(FunctionKey function);
}
