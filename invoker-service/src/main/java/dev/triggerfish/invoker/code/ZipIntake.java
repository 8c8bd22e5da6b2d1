package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Brings an upload to the disk, and has a first look at it on the way, before anything builds a
 * table of its entries. For one use.
 */
final class ZipIntake {

  /** With which each entry's header in a central directory begins, as four bytes: PK, 1, 2. */
  private static final int HEADER = 0x504B0102;

  private final CodeLimits limits;
  private final long most;
  private final MessageDigest digest = Digest.SHA256.begin();
  private long size;
  private int headers;
  private int lastFour;

  /**
   * An intake.
   *
   * @param most bytes that are taken
   */
  ZipIntake(CodeLimits limits, long most) {
    this.limits = limits;
    this.most = most;
  }

  /**
   * What has been taken.
   *
   * @param sha256 hexadecimal
   * @param size in bytes
   */
  record Taken(String sha256, long size) {}

  /**
   * Writes a new file and waits for the disk.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if the upload is empty,
   *     too large, or has more entries than are worth a table
   */
  Taken take(InputStream upload, Path file) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var buffer = new byte[65_536];
      for (var read = upload.read(buffer); read >= 0; read = upload.read(buffer)) {
        look(buffer, read);
        var bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      channel.force(true);
    }
    if (size == 0) {
      throw CodeErrors.empty();
    }
    return new Taken(HexFormat.of().formatHex(digest.digest()), size);
  }

  private void look(byte[] bytes, int length) {
    size += length;
    if (size > most) {
      throw CodeErrors.unzippedTooLarge(limits.unzippedBytes());
    }
    digest.update(bytes, 0, length);
    countHeaders(bytes, length);
    if (headers > limits.entries()) {
      throw CodeErrors.cannotUnzip();
    }
  }

  /** Zips inside the zip count too, where they are stored uncompressed: this is an upper bound. */
  private void countHeaders(byte[] bytes, int length) {
    for (var i = 0; i < length; i++) {
      lastFour = lastFour << 8 | (bytes[i] & 0xFF);
      if (lastFour == HEADER) {
        headers++;
      }
    }
  }
}
