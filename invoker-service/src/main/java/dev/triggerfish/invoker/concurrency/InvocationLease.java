package dev.triggerfish.invoker.concurrency;

/** The right to run one invocation; given back by closing it. */
public interface InvocationLease extends AutoCloseable {
  @Override
  void close();
}
