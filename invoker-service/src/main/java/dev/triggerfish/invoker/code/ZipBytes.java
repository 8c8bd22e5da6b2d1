package dev.triggerfish.invoker.code;

/** A first look at an upload, before anything builds a table of its entries. */
final class ZipBytes {

  private ZipBytes() {}

  /** Refuses what is empty, too large, or has more entries than are worth a table. */
  static void check(byte[] zip, CodeLimits limits) {
    if (zip.length == 0) {
      throw CodeErrors.empty();
    }
    if (zip.length > limits.zippedBytes()) {
      throw CodeErrors.zippedTooLarge(limits.zippedBytes());
    }
    if (mostEntries(zip) > limits.entries()) {
      throw CodeErrors.cannotUnzip();
    }
  }

  /**
   * Counts what could be headers of entries in a central directory. Zips inside the zip count too,
   * where they are stored uncompressed: this is an upper bound.
   */
  private static int mostEntries(byte[] zip) {
    var count = 0;
    for (var i = 0; i + 3 < zip.length; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        count++;
      }
    }
    return count;
  }
}
