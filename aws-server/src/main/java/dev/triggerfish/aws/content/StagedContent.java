package dev.triggerfish.aws.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Content that lies aside, on the disk, and is gone when this is closed unless it was kept. */
public final class StagedContent implements AutoCloseable {

  private final ContentStore store;
  private final Path file;
  private final String sha256;
  private final long size;

  StagedContent(ContentStore store, Path file, String sha256, long size) {
    this.store = store;
    this.file = file;
    this.sha256 = sha256;
    this.size = size;
  }

  /** Its name in the store: SHA-256, hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** Length in bytes. */
  public long size() {
    return size;
  }

  /** Where it lies until it is kept. */
  public Path file() {
    return file;
  }

  /**
   * Puts it into the store, durably, and holds it there.
   *
   * @throws UncheckedIOException if the disk fails
   */
  public HeldContent keep() {
    try {
      return store.place(this);
    } catch (IOException e) {
      throw new UncheckedIOException("The content " + sha256 + " could not be stored", e);
    }
  }

  @Override
  public void close() {
    store.discard(file);
  }
}
