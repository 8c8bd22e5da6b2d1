package dev.triggerfish.invoker.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Builds zips for tests, bad ones too. */
public final class Zips {

  /** The same files make the same zip, whenever it is made. */
  private static final Instant MADE = Instant.parse("2026-01-02T03:04:05Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes);

  /** A zip with one file. */
  public static byte[] of(String name, String content) {
    return new Zips().file(name, content).build();
  }

  public Zips file(String name, String content) {
    return entry(name, 0100644, content.getBytes(StandardCharsets.UTF_8));
  }

  public Zips executable(String name, String content) {
    return entry(name, 0100755, content.getBytes(StandardCharsets.UTF_8));
  }

  public Zips link(String name, String target) {
    return entry(name, 0120777, target.getBytes(StandardCharsets.UTF_8));
  }

  public Zips entry(String name, int mode, byte[] content) {
    try {
      var entry = new ZipArchiveEntry(name);
      entry.setUnixMode(mode);
      entry.setTime(MADE.toEpochMilli());
      zip.putArchiveEntry(entry);
      zip.write(content);
      zip.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] build() {
    try {
      zip.finish();
      zip.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
