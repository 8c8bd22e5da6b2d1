package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.content.ContentStore;
import dev.triggerfish.aws.content.FileTrees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deployment packages: their zips in a {@link ContentStore}, and beside it the folder {@code
 * <sha256>} with what is in each, which is made again from the zip if it is lost.
 *
 * <p>A package stays for an hour after the last function has ceased to refer to it. An environment
 * that still runs with a function's former code has ended by then, for no invocation lasts longer
 * than 15 minutes.
 */
public final class CodeStore {

  private static final Duration GRACE = Duration.ofHours(1);
  private static final String ZIP = ".zip";

  private final Path root;
  private final CodeLimits limits;
  private final ContentStore zips;
  private final MergedFolders mergedFolders;

  CodeStore(Path root, CodeLimits limits, CodeReferences references) {
    this.root = root;
    this.limits = limits;
    this.mergedFolders = new MergedFolders(root);
    this.zips =
        new ContentStore(
            root.resolve("zips"),
            new ContentStore.Use(references::usesCode, GRACE, this::removeUnpacked));
    try {
      adoptFormerZips();
    } catch (IOException e) {
      throw new UncheckedIOException("The code store cannot use " + root, e);
    }
  }

  /** Versions before the content store kept {@code <sha256>.zip} beside the folders. */
  private void adoptFormerZips() throws IOException {
    FileTrees.delete(root.resolve("staging"));
    try (var former = Files.newDirectoryStream(root, "*" + ZIP)) {
      for (var zip : former) {
        var name = zip.getFileName().toString();
        zips.adopt(zip, name.substring(0, name.length() - ZIP.length()));
      }
    }
  }

  /** The zips, to be swept. */
  ContentStore zips() {
    return zips;
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
    try {
      var staged = zips.stage(zip, intake);
      var code = new StagedCode(this, staged, zips.scratch());
      var good = false;
      try {
        if (staged.size() == 0) {
          throw CodeErrors.empty();
        }
        code.unzip(limits);
        good = true;
        return code;
      } finally {
        if (!good) {
          code.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A deployment package could not be stored", e);
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
    var aside = zips.scratch();
    try {
      var zip = zips.find(sha256);
      if (zip == null) {
        throw new IOException("The zip is missing");
      }
      new Unzipper(aside, limits).unzip(zip);
      moveUnlessThere(aside, folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("The deployment package " + sha256 + " is unreadable", e);
    } finally {
      zips.discard(aside);
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
    var aside = zips.scratch();
    try {
      MergedFolders.merge(folders, aside);
      mergedFolders.place(aside, sha256s);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Layers could not be merged", e);
    } finally {
      zips.discard(aside);
    }
  }

  /** Sum of the sizes of the files in a package, in bytes. */
  public long unzippedSize(String sha256) {
    return FileTrees.size(unpacked(sha256));
  }

  /** The zip as it was uploaded, or null if there is none of that name. */
  @Nullable Path find(String sha256) {
    try {
      return zips.find(sha256);
    } catch (IOException e) {
      throw new UncheckedIOException("The deployment package " + sha256 + " is unreadable", e);
    }
  }

  void placeUnpacked(Path unpacked, String sha256) {
    try {
      moveUnlessThere(unpacked, folder(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException("A deployment package could not be stored", e);
    }
  }

  void discard(Path scratch) {
    zips.discard(scratch);
  }

  /** Removes what was made from a zip that is gone. */
  private void removeUnpacked(String sha256) {
    var aside = zips.scratch();
    try {
      mergedFolders.removeAllOf(sha256, aside);
      if (Files.isDirectory(folder(sha256))) {
        Files.move(folder(sha256), aside.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The deployment package " + sha256 + " is not removable", e);
    } finally {
      zips.discard(aside);
    }
  }

  /** Another thread or process may have been faster; what it has put there is the same. */
  static void moveUnlessThere(Path from, Path to) throws IOException {
    try {
      if (!Files.isDirectory(to)) {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (FileSystemException e) {
      if (!Files.isDirectory(to)) {
        throw e;
      }
    }
  }
}
