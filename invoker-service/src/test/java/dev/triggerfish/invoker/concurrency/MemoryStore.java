package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.invoker.concurrency.AccountLimits.Increase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reservations of one account, kept nowhere. */
final class MemoryStore implements ConcurrencyStore {

  private final Map<FunctionId, Integer> reservations = new HashMap<>();

  @Override
  public Map<FunctionId, Integer> reservations() {
    return Map.copyOf(reservations);
  }

  @Override
  public @Nullable Integer reservation(FunctionId function) {
    return reservations.get(function);
  }

  @Override
  public long reserved(String accountId, String region) {
    return reservations.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public boolean reserve(FunctionId function, int executions) {
    reservations.put(function, executions);
    return true;
  }

  @Override
  public void unreserve(FunctionId function) {
    reservations.remove(function);
  }

  @Override
  public void add(Increase increase) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Increase> highest() {
    return List.of();
  }

  @Override
  public @Nullable Increase find(String accountId, String region, String id) {
    return null;
  }

  @Override
  public List<Increase> increases(String accountId, String region, int below, int most) {
    return List.of();
  }
}
