package dev.triggerfish.aws.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Content that lies in the store, and is held there until this is closed: by then something durable
 * has to refer to it, or it goes.
 */
public final class HeldContent implements AutoCloseable {

  private final ContentStore store;
  private final Path pin;
  private final String sha256;

  HeldContent(ContentStore store, Path pin, String sha256) {
    this.store = store;
    this.pin = pin;
    this.sha256 = sha256;
  }

  /** Its name in the store: SHA-256, hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /**
   * Lets it go.
   *
   * @throws IllegalStateException if it was held for longer than {@link ContentStore#LEASE} and has
   *     been removed meanwhile; what refers to it must not be acknowledged
   */
  @Override
  public void close() {
    try {
      store.release(pin, sha256);
    } catch (IOException e) {
      throw new UncheckedIOException("The content " + sha256 + " could not be let go", e);
    }
  }
}
