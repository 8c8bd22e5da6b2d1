package dev.triggerfish.aws.content;

import dev.triggerfish.aws.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Content in files, named by the SHA-256 of their bytes; so no client chooses a name, and equal
 * content lies there once. A file is on the disk before it has its name and never changes after.
 *
 * <p>Several processes may share the folder, and no lock orders them. Who stores content pins it
 * first, then looks whether it is there, then writes down what refers to it, then takes the pin
 * out. Who removes content takes its name away first, then looks for pins, then for references, and
 * gives the name back if there are any. So either the remover sees the pin or the reference, or the
 * other does not find the content and puts its own in place. Readers that find the name taken away
 * give it back.
 */
public final class ContentStore {

  /**
   * How long content may be pinned, or arrive without a byte, until its process is taken for ended.
   */
  public static final Duration LEASE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(ContentStore.class);
  private static final int BUFFER = 128 * 1024;
  private static final int FOLDERS = 256;

  /** One process after another may take a name away and give it back while it is looked for. */
  private static final int LOOKS = 10;

  private final Path root;
  private final Path arriving;
  private final Path leaving;
  private final Path pinned;
  private final Use use;
  private final Leftovers leftovers;
  private final Pins pins;
  private final UnneededMarks marks;

  /**
   * Opens a store.
   *
   * @param root its folder, made if it is missing; all in it is the store's
   */
  public ContentStore(Path root, Use use) {
    this.root = root;
    this.arriving = root.resolve("arriving");
    this.leaving = root.resolve("leaving");
    this.pinned = root.resolve("pinned");
    this.use = use;
    this.leftovers = new Leftovers(arriving, LEASE);
    this.pins = new Pins(pinned, leftovers);
    this.marks = new UnneededMarks(root.resolve("unneeded"));
    try {
      for (var folder : List.of(arriving, leaving, pinned, root.resolve("unneeded"))) {
        Files.createDirectories(folder);
      }
      for (var number = 0; number < FOLDERS; number++) {
        Files.createDirectories(root.resolve(HexFormat.of().toHexDigits((byte) number)));
      }
      FileTrees.syncFolder(root);
    } catch (IOException e) {
      throw new UncheckedIOException("The content store cannot use " + root, e);
    }
  }

  /**
   * What is known of the use of content.
   *
   * @param needed whether anything durable refers to content; reads what is committed
   * @param grace for how long in platform time content stays that nothing refers to any more; zero
   *     if it is to go at once
   * @param removed told what has been removed, to remove what was made from it
   */
  public record Use(Predicate<String> needed, Duration grace, Consumer<String> removed) {}

  /** Sees content on its way to the disk, and throws if it is not to be taken in. */
  @FunctionalInterface
  public interface Watcher {
    /** Sees the next bytes, before they are written. */
    void see(byte[] bytes, int length);
  }

  /**
   * Takes content in, aside. If anything fails, nothing of it stays.
   *
   * @param in is read to its end, and not closed
   */
  public StagedContent stage(InputStream in, Watcher watcher) throws IOException {
    var file = scratch();
    var digest = Digest.SHA256.begin();
    var size = 0L;
    var good = false;
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var buffer = new byte[BUFFER];
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        watcher.see(buffer, read);
        digest.update(buffer, 0, read);
        size += read;
        for (var bytes = ByteBuffer.wrap(buffer, 0, read); bytes.hasRemaining(); ) {
          channel.write(bytes);
        }
      }
      channel.force(true);
      good = true;
    } finally {
      if (!good) {
        discard(file);
      }
    }
    return new StagedContent(this, file, HexFormat.of().formatHex(digest.digest()), size);
  }

  /**
   * A name on the store's volume for a file or folder of a moment; what its maker does not remove
   * goes some time after his end.
   */
  public Path scratch() {
    return arriving.resolve(UUID.randomUUID().toString());
  }

  /** Holds content that is there already; null if it is gone. */
  public @Nullable HeldContent hold(String sha256) throws IOException {
    var pin = pins.pin(sha256);
    var held = false;
    try {
      marks.clear(sha256);
      held = find(sha256) != null;
      return held ? new HeldContent(this, pin, sha256) : null;
    } finally {
      if (!held) {
        pins.release(pin);
      }
    }
  }

  HeldContent place(StagedContent staged) throws IOException {
    var sha256 = staged.sha256();
    var pin = pins.pin(sha256);
    var held = false;
    try {
      marks.clear(sha256);
      adopt(staged.file(), sha256);
      held = true;
      return new HeldContent(this, pin, sha256);
    } finally {
      if (!held) {
        pins.release(pin);
      }
    }
  }

  /** Gives a file its name, durably, unless its content is there. */
  public void adopt(Path file, String sha256) throws IOException {
    // A removal that is under way is no reason to wait: it ends with one of two equal files.
    if (!Files.exists(file(sha256))) {
      Files.move(file, file(sha256), StandardCopyOption.ATOMIC_MOVE);
    }
    // Another process may have given the name and not yet have synced it.
    FileTrees.syncFolder(folder(sha256));
  }

  void release(Path pin, String sha256) throws IOException {
    if (!pins.release(pin) && find(sha256) == null && use.needed.test(sha256)) {
      throw new IllegalStateException(
          "The content " + sha256 + " was removed since it was held for too long");
    }
    if (use.grace.isZero()) {
      removeUnneeded(sha256);
    }
  }

  /** The file with content; null if it is gone. */
  public @Nullable Path find(String sha256) throws IOException {
    var file = file(sha256);
    for (var look = 0; look < LOOKS; look++) {
      if (Files.exists(file)) {
        return file;
      }
      try (var names = Files.newDirectoryStream(leaving, sha256 + ".*")) {
        for (var name : names) {
          giveBack(name, sha256);
        }
      }
    }
    return null;
  }

  /**
   * Reads content from an offset on.
   *
   * @throws NoSuchFileException if it has been removed, since nothing refers to it any more
   */
  public InputStream open(String sha256, long offset) throws IOException {
    var channel = open(sha256);
    try {
      channel.position(offset);
      return Channels.newInputStream(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private FileChannel open(String sha256) throws IOException {
    for (var look = 0; look < LOOKS; look++) {
      var file = find(sha256);
      if (file == null) {
        break;
      }
      try {
        return FileChannel.open(file, StandardOpenOption.READ);
      } catch (NoSuchFileException e) {
        LOG.debug("The content {} is being looked at by a sweep", sha256, e);
      }
    }
    throw new NoSuchFileException(file(sha256).toString());
  }

  /** Names of all content. */
  public List<String> names() throws IOException {
    var all = new ArrayList<String>();
    for (var number = 0; number < FOLDERS; number++) {
      var folder = root.resolve(HexFormat.of().toHexDigits((byte) number));
      try (var files = Files.newDirectoryStream(folder)) {
        files.forEach(file -> all.add(file.getFileName().toString()));
      }
    }
    return all;
  }

  /**
   * Removes what nothing needs, once its grace is over, and what ended processes have left.
   *
   * @param now platform time
   */
  public void sweep(Instant now) throws IOException {
    leftovers.removeOld(arriving);
    leftovers.removeOld(pinned);
    try (var names = Files.newDirectoryStream(leaving)) {
      for (var name : names) {
        var file = name.getFileName().toString();
        settle(name, file.substring(0, file.indexOf('.')));
      }
    }
    for (var sha256 : names()) {
      if (use.needed.test(sha256)) {
        marks.clear(sha256);
      } else if (use.grace.isZero() || marks.isOver(sha256, now, use.grace)) {
        removeUnneeded(sha256);
      }
    }
  }

  /** Removes content unless something refers to it or holds it. */
  public void removeUnneeded(String sha256) {
    try {
      if (!use.needed.test(sha256) && !pins.holds(sha256)) {
        var name = leaving.resolve(sha256 + "." + UUID.randomUUID());
        Files.move(file(sha256), name, StandardCopyOption.ATOMIC_MOVE);
        settle(name, sha256);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("The content {} is gone", sha256, e);
    } catch (IOException | UncheckedIOException | DataAccessException | TransactionException e) {
      // What was asked for is done; the next sweep tries again.
      LOG.warn("The content {} could not be removed", sha256, e);
    }
  }

  /**
   * Ends a removal. Pins are looked at first: who has taken one out by now has written down what
   * refers to the content.
   */
  private void settle(Path name, String sha256) throws IOException {
    var needed = true;
    try {
      needed = pins.holds(sha256) || use.needed.test(sha256);
    } finally {
      if (needed) {
        giveBack(name, sha256);
      }
    }
    if (!needed && Files.deleteIfExists(name)) {
      marks.clear(sha256);
      use.removed.accept(sha256);
    }
  }

  private void giveBack(Path name, String sha256) throws IOException {
    try {
      Files.move(name, file(sha256), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      LOG.debug("The content {} has been given back or removed", sha256, e);
    }
  }

  /** What is already done must not fail because its scraps stay; a sweep removes them. */
  public void discard(Path scratch) {
    try {
      FileTrees.delete(scratch);
    } catch (IOException e) {
      LOG.warn("{} could not be removed; a sweep will try again", scratch, e);
    }
  }

  private Path file(String sha256) {
    return folder(sha256).resolve(sha256);
  }

  private Path folder(String sha256) {
    return root.resolve(sha256.substring(0, 2));
  }
}
