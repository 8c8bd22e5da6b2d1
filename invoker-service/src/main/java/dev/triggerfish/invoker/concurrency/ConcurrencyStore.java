package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.invoker.concurrency.AccountLimits.Increase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reservations and raised limits, durably: what a method has returned from survives. */
interface ConcurrencyStore {

  /** All reservations there are. */
  Map<FunctionId, Integer> reservations();

  @Nullable Integer reservation(FunctionId function);

  /** What is reserved for all functions of an account in a region together. */
  long reserved(String accountId, String region);

  /** Sets a reservation; false if there is no such function. */
  boolean reserve(FunctionId function, int executions);

  void unreserve(FunctionId function);

  /** Adds an increase; it must be higher than all before it. */
  void add(Increase increase);

  /** The highest increase of each account and region. */
  List<Increase> highest();

  @Nullable Increase find(String accountId, String region, String id);

  /** See {@link AccountLimits#increases}. */
  List<Increase> increases(String accountId, String region, int below, int most);
}
