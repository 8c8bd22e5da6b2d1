package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.content.ContentStore;

/**
 * Has a first look at an upload on its way to the disk, before anything builds a table of its
 * entries. For one use.
 */
final class ZipIntake implements ContentStore.Watcher {

  /** With which each entry's header in a central directory begins, as four bytes: PK, 1, 2. */
  private static final int HEADER = 0x504B0102;

  private final CodeLimits limits;
  private final long most;
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
   * Looks at the next bytes.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if the upload is too
   *     large, or has more entries than are worth a table
   */
  @Override
  public void see(byte[] bytes, int length) {
    size += length;
    if (size > most) {
      throw CodeErrors.unzippedTooLarge(limits.unzippedBytes());
    }
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
