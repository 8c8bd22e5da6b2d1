package dev.triggerfish.invoker.environment;

/**
 * Asked for before an environment is made for a request that found none free.
 *
 * @param <E> thrown if it is refused
 */
@FunctionalInterface
public interface StartPermission<E extends Exception> {

  /** Returns if the environment may be made. */
  void require() throws E;
}
