package dev.triggerfish.invoker.eventsource.mapping;

/** Keeps what became of mappings' last batches, for their owners. */
@FunctionalInterface
public interface ResultNotes {

  /** Notes it. */
  void note(String uuid, String result);
}
