package dev.triggerfish.invoker.code;

import java.nio.file.Path;

/**
 * An upload that has been found good. {@link #keep} puts it into the store; from then until it is
 * closed it is not swept away, so that a function that refers to it can be saved meanwhile. What
 * was not kept is gone when it is closed.
 */
public final class StagedCode implements AutoCloseable {

  /** The upload's name in its folder. */
  static final String ZIP = "code.zip";

  private final CodeStore store;
  private final ZipIntake.Taken taken;
  private final Path folder;
  private boolean kept;

  StagedCode(CodeStore store, ZipIntake.Taken taken, Path folder) {
    this.store = store;
    this.taken = taken;
    this.folder = folder;
  }

  /** SHA-256 of the zip, hexadecimal: its name in the store. */
  public String sha256() {
    return taken.sha256();
  }

  /** Length of the zip in bytes. */
  public long size() {
    return taken.size();
  }

  /** Sum of the sizes of the files in it, in bytes; to be asked for before it is kept. */
  public long unzippedSize() {
    return CodeFiles.size(unpacked());
  }

  /** Puts it into the store, durably. */
  public void keep() {
    store.keep(this);
    kept = true;
  }

  Path zip() {
    return folder.resolve(ZIP);
  }

  Path unpacked() {
    return folder.resolve("code");
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    store.release(this, kept);
  }
}
