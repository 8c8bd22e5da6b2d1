package dev.triggerfish.invoker.code;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deployment packages, named by the SHA-256 of their bytes: {@code <sha256>.zip} as it was
 * uploaded, and the folder {@code <sha256>} with what is in it. A zip is on the disk before it is
 * given a name; neither is changed once it has one.
 */
public final class CodeStore {

  private static final Logger LOG = LoggerFactory.getLogger(CodeStore.class);
  private static final String ZIP = ".zip";
  private static final String STAGING = "staging";

  private final Path root;
  private final CodeLimits limits;
  private final MergedFolders mergedFolders;

  /** Guards names in the folder and {@link #pins}; never held while something is unpacked. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Codes that are about to be referred to, with how many hold each. */
  private final Map<String, Integer> pins = new HashMap<>();

  CodeStore(Path root, CodeLimits limits) {
    this.root = root;
    this.limits = limits;
    this.mergedFolders = new MergedFolders(root);
    try {
      CodeFiles.deleteTree(root.resolve(STAGING));
      Files.createDirectories(root.resolve(STAGING));
    } catch (IOException e) {
      throw new UncheckedIOException("The code store cannot use " + root, e);
    }
  }

  /**
   * Unpacks an upload aside, which shows whether it is good.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in AWS's words, if it is
   *     not
   */
  public StagedCode stage(byte[] zip) {
    if (zip.length > limits.zippedBytes()) {
      throw CodeErrors.zippedTooLarge(limits.zippedBytes());
    }
    return stage(new ByteArrayInputStream(zip), new ZipIntake(limits, limits.zippedBytes()));
  }

  /**
   * Unpacks an upload that was no part of a request, and so may be as large as what is in it.
   *
   * @param length bytes that are to be expected, or 0; what is too long is not even begun
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in AWS's words, if it is
   *     not good
   */
  StagedCode stage(InputStream zip, long length) {
    if (length > limits.unzippedBytes()) {
      throw CodeErrors.unzippedTooLarge(limits.unzippedBytes());
    }
    return stage(zip, new ZipIntake(limits, limits.unzippedBytes()));
  }

  private StagedCode stage(InputStream zip, ZipIntake intake) {
    var folder = root.resolve(STAGING).resolve(UUID.randomUUID().toString());
    var good = false;
    try {
      Files.createDirectories(folder);
      var taken = intake.take(zip, folder.resolve(StagedCode.ZIP));
      var staged = new StagedCode(this, taken, folder);
      new Unzipper(staged.unpacked(), limits).unzip(staged.zip());
      good = true;
      return staged;
    } catch (IOException e) {
      throw new UncheckedIOException("A deployment package could not be stored", e);
    } finally {
      if (!good) {
        discard(folder);
      }
    }
  }

  /** Where a package's content lies once it is unpacked. */
  public Path folder(String sha256) {
    return root.resolve(sha256);
  }

  /**
   * The folder with a package's content; unpacked once more if it has been lost.
   *
   * @param sha256 hexadecimal, of a package that has been kept
   */
  public Path unpacked(String sha256) {
    var folder = folder(sha256);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    var aside = root.resolve(STAGING).resolve(UUID.randomUUID().toString());
    try {
      new Unzipper(aside, limits).unzip(zip(sha256));
      lock.lock();
      try {
        moveUnlessThere(aside, folder);
      } finally {
        lock.unlock();
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("The deployment package " + sha256 + " is unreadable", e);
    } finally {
      discard(aside);
    }
  }

  /**
   * Has a function's packages in their folders.
   *
   * @param layers merged in this order; may be empty
   */
  public void prepare(String code, List<String> layers) {
    unpacked(code);
    if (!layers.isEmpty()) {
      merged(layers);
    }
  }

  /** Where packages lie on top of each other, later ones over earlier ones. */
  public Path mergedFolder(List<String> sha256s) {
    return sha256s.size() == 1 ? folder(sha256s.getFirst()) : mergedFolders.folder(sha256s);
  }

  /**
   * The folder with several packages on top of each other; merged if it is not there.
   *
   * @param sha256s at least one, all of packages that have been kept; later ones win
   */
  public Path merged(List<String> sha256s) {
    var folder = mergedFolder(sha256s);
    var folders = sha256s.stream().map(this::unpacked).toList();
    if (sha256s.size() == 1 || Files.isDirectory(folder)) {
      return folder;
    }
    var aside = root.resolve(STAGING).resolve(UUID.randomUUID().toString());
    try {
      MergedFolders.merge(folders, aside);
      lock.lock();
      try {
        if (!Files.isDirectory(folder)) {
          mergedFolders.place(aside, sha256s);
        }
      } finally {
        lock.unlock();
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Layers could not be merged", e);
    } finally {
      discard(aside);
    }
  }

  /** Sum of the sizes of the files in a package, in bytes. */
  public long unzippedSize(String sha256) {
    return CodeFiles.size(unpacked(sha256));
  }

  /** The zip as it was uploaded, or null if there is none of that name. */
  @Nullable Path find(String sha256) {
    var zip = zip(sha256);
    return Files.isRegularFile(zip) ? zip : null;
  }

  void keep(StagedCode code) {
    lock.lock();
    try {
      pins.merge(code.sha256(), 1, Integer::sum);
      moveUnlessThere(code.zip(), zip(code.sha256()));
      moveUnlessThere(code.unpacked(), folder(code.sha256()));
      CodeFiles.syncFolder(root);
    } catch (IOException e) {
      unpin(code.sha256());
      throw new UncheckedIOException("A deployment package could not be stored", e);
    } finally {
      lock.unlock();
    }
  }

  void release(StagedCode code, boolean kept) {
    if (kept) {
      lock.lock();
      try {
        unpin(code.sha256());
      } finally {
        lock.unlock();
      }
    }
    discard(code.folder());
  }

  /** What is already done must not fail because its scraps stay; the next start removes them. */
  private static void discard(Path folder) {
    try {
      CodeFiles.deleteTree(folder);
    } catch (IOException e) {
      LOG.warn("{} could not be removed; the next start will try again", folder, e);
    }
  }

  /** Names of all packages that are kept. */
  List<String> names() {
    try (var files = Files.list(root)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ZIP))
          .map(name -> name.substring(0, name.length() - ZIP.length()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The code store cannot read " + root, e);
    }
  }

  /** Removes a package, unless it is pinned or turns out to be referred to. */
  void remove(String sha256, Predicate<String> referred) {
    var aside = root.resolve(STAGING).resolve(UUID.randomUUID().toString());
    try {
      lock.lock();
      try {
        if (pins.containsKey(sha256) || referred.test(sha256)) {
          return;
        }
        mergedFolders.removeAllOf(sha256, aside);
        if (Files.isDirectory(folder(sha256))) {
          moveUnlessThere(folder(sha256), aside.resolve(sha256));
        }
        Files.deleteIfExists(zip(sha256));
      } finally {
        lock.unlock();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The deployment package " + sha256 + " is not removable", e);
    }
    discard(aside);
  }

  private void unpin(String sha256) {
    pins.computeIfPresent(sha256, (name, count) -> count == 1 ? null : count - 1);
  }

  private Path zip(String sha256) {
    return root.resolve(sha256 + ZIP);
  }

  private static void moveUnlessThere(Path from, Path to) throws IOException {
    if (!Files.exists(to)) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
