package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.content.HeldContent;
import java.util.HexFormat;

/**
 * Content that lies in the store, and is held there until this is closed: by then something that is
 * durable has to refer to it, or it goes.
 */
public final class ObjectContent implements AutoCloseable {

  private final HeldContent held;
  private final ContentDigests.Result digests;

  ObjectContent(HeldContent held, ContentDigests.Result digests) {
    this.held = held;
    this.digests = digests;
  }

  /** Its name in the store: the SHA-256, hexadecimal. */
  public String sha256() {
    return held.sha256();
  }

  /** Length in bytes. */
  public long size() {
    return digests.size();
  }

  /** The ETag of content that came in one piece: the MD5, hexadecimal. */
  public String md5() {
    return HexFormat.of().formatHex(digests.md5());
  }

  /** By the algorithm that was asked for. */
  public Checksum checksum() {
    return digests.checksum();
  }

  @Override
  public void close() {
    held.close();
  }
}
