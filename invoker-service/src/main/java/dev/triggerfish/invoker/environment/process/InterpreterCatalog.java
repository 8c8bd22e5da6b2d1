package dev.triggerfish.invoker.environment.process;

import java.util.List;
import java.util.function.Supplier;

/** The interpreters of this machine, looked for when they are first needed. */
final class InterpreterCatalog {

  private final Supplier<List<Interpreter>> search;
  private volatile List<Interpreter> found = List.of();
  private volatile boolean searched;

  InterpreterCatalog(Supplier<List<Interpreter>> search) {
    this.search = search;
  }

  List<Interpreter> installed() {
    if (!searched) {
      // Two threads may search at once, and find the same.
      found = search.get();
      searched = true;
    }
    return found;
  }
}
