package dev.triggerfish.e2e;

import java.net.URI;

/** A running Triggerfish, whatever it consists of. */
public interface Platform extends AutoCloseable {

  /** Where clients reach it. */
  URI endpoint();

  @Override
  void close();
}
