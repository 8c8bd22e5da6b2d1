package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.content.FileTrees;
import dev.triggerfish.aws.content.HeldContent;
import dev.triggerfish.aws.content.StagedContent;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An upload that has been found good. {@link #keep} puts it into the store; from then until it is
 * closed it is not swept away, so that a function that refers to it can be saved meanwhile. What
 * was not kept is gone when it is closed.
 */
public final class StagedCode implements AutoCloseable {

  private final CodeStore store;
  private final StagedContent zip;
  private final Path unpacked;
  private @Nullable HeldContent held;

  StagedCode(CodeStore store, StagedContent zip, Path unpacked) {
    this.store = store;
    this.zip = zip;
    this.unpacked = unpacked;
  }

  /** SHA-256 of the zip, hexadecimal: its name in the store. */
  public String sha256() {
    return zip.sha256();
  }

  /** Length of the zip in bytes. */
  public long size() {
    return zip.size();
  }

  /** Sum of the sizes of the files in it, in bytes; to be asked for before it is kept. */
  public long unzippedSize() {
    return FileTrees.size(unpacked);
  }

  void unzip(CodeLimits limits) throws IOException {
    new Unzipper(unpacked, limits).unzip(zip.file());
  }

  /** Puts it into the store, durably. */
  public void keep() {
    held = zip.keep();
    store.placeUnpacked(unpacked, sha256());
  }

  @Override
  public void close() {
    store.discard(unpacked);
    zip.close();
    if (held != null) {
      held.close();
    }
  }
}
