package dev.triggerfish.invoker.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks one zip file into one folder. Declared sizes are not believed: what is inflated is
 * counted and checked against its checksum. Not thread-safe; for one use.
 *
 * <p>Files become 0644, or 0755 where the zip says executable: functions copy their code to {@code
 * /tmp} and write to the copy. That the original cannot be written is up to the sandbox's mount.
 */
final class Unzipper {

  private static final int TYPE_MASK = 0xF000;
  private static final int REGULAR = 0x8000;
  private static final int FOLDER = 0x4000;
  private static final int LINK = 0xA000;
  private static final int EXECUTABLE_BITS = 0111;
  private static final int LONGEST_LINK = 4096;

  private final Path root;
  private final CodeLimits limits;
  private final FolderPlan plan = new FolderPlan();
  private final byte[] buffer = new byte[65_536];
  private long inflated;

  Unzipper(Path root, CodeLimits limits) {
    this.root = root;
    this.limits = limits;
  }

  /**
   * Unpacks a zip into the folder, which is made. What has been written stays behind after an
   * error; the caller removes it.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in AWS's words, if the zip
   *     is bad
   * @throws IOException if the disk fails
   */
  void unzip(Path zip) throws IOException {
    Files.createDirectories(root);
    try (var file = open(zip)) {
      var entries = Collections.list(file.getEntries());
      if (entries.isEmpty()) {
        throw CodeErrors.empty();
      }
      for (var entry : entries) {
        unpack(file, entry);
      }
    }
    for (var link : plan.links().entrySet()) {
      Files.createSymbolicLink(link.getKey().in(root), Path.of(link.getValue()));
    }
  }

  private static ZipFile open(Path zip) throws IOException {
    try {
      return ZipFile.builder().setPath(zip).setIgnoreLocalFileHeader(true).get();
    } catch (IOException | IllegalArgumentException e) {
      if (e instanceof FileSystemException) {
        throw e;
      }
      throw CodeErrors.cannotUnzip();
    }
  }

  private void unpack(ZipFile file, ZipArchiveEntry entry) throws IOException {
    var path = EntryPath.parse(entry.getName());
    var method = entry.getMethod();
    if (path == null
        || entry.getGeneralPurposeBit().usesEncryption()
        || (method != ZipEntry.STORED && method != ZipEntry.DEFLATED)) {
      throw CodeErrors.cannotUnzip();
    }
    var type = entry.getUnixMode() & TYPE_MASK;
    if (entry.isDirectory() || type == FOLDER) {
      require(plan.addFolder(path));
      Files.createDirectories(path.in(root));
    } else if (type == LINK) {
      require(plan.addLink(path, target(file, entry)));
      Files.createDirectories(path.parent().in(root));
    } else {
      require((type == 0 || type == REGULAR) && plan.addFile(path));
      write(file, entry, path.in(root));
    }
  }

  private void write(ZipFile file, ZipArchiveEntry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (var out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      inflate(file, entry, out, limits.unzippedBytes());
    } catch (FileAlreadyExistsException e) {
      // Two names that this file system takes for one, such as by their case.
      throw CodeErrors.cannotUnzip();
    }
    var executable = (entry.getUnixMode() & EXECUTABLE_BITS) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private String target(ZipFile file, ZipArchiveEntry entry) throws IOException {
    var bytes = new ByteArrayOutputStream();
    inflate(file, entry, bytes, LONGEST_LINK);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void inflate(ZipFile file, ZipArchiveEntry entry, OutputStream out, long most)
      throws IOException {
    var crc = new CRC32();
    var length = 0L;
    try (var in = stream(file, entry)) {
      for (var read = read(in); read >= 0; read = read(in)) {
        inflated += read;
        length += read;
        if (inflated > limits.unzippedBytes()) {
          throw CodeErrors.unzippedTooLarge(limits.unzippedBytes());
        }
        require(length <= most);
        crc.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    require(crc.getValue() == entry.getCrc());
  }

  private static InputStream stream(ZipFile file, ZipArchiveEntry entry) {
    try {
      return file.getInputStream(entry);
    } catch (IOException | IllegalArgumentException e) {
      throw CodeErrors.cannotUnzip();
    }
  }

  private int read(InputStream in) {
    try {
      return in.read(buffer);
    } catch (IOException | IllegalArgumentException e) {
      throw CodeErrors.cannotUnzip();
    }
  }

  private static void require(boolean good) {
    if (!good) {
      throw CodeErrors.cannotUnzip();
    }
  }
}
