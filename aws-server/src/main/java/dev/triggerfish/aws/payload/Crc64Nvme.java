package dev.triggerfish.aws.payload;

import java.util.zip.Checksum;

/**
 * The CRC with 64 bits of the <a href="https://nvmexpress.org/specifications/">NVM Express
 * specification</a>, which S3 sums whole objects with.
 */
public final class Crc64Nvme implements Checksum {

  private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

  /** For eight bytes at a time: {@code TABLES[n][b]} is byte b with n zero bytes behind it. */
  private static final long[][] TABLES = tables();

  private long crc = -1;

  @Override
  public void update(int b) {
    crc = TABLES[0][(int) (crc ^ b) & 0xff] ^ (crc >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    var at = offset;
    for (var end = offset + length - 7; at < end; at += 8) {
      var next = 0L;
      for (int i = 0; i < 8; i++) {
        next ^= TABLES[7 - i][(int) ((crc >>> (8 * i)) ^ bytes[at + i]) & 0xff];
      }
      crc = next;
    }
    for (; at < offset + length; at++) {
      update(bytes[at]);
    }
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = -1;
  }

  private static long[][] tables() {
    var tables = new long[8][256];
    for (int b = 0; b < 256; b++) {
      var value = (long) b;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ REFLECTED_POLYNOMIAL;
      }
      tables[0][b] = value;
    }
    for (int n = 1; n < 8; n++) {
      for (int b = 0; b < 256; b++) {
        var before = tables[n - 1][b];
        tables[n][b] = tables[0][(int) before & 0xff] ^ (before >>> 8);
      }
    }
    return tables;
  }
}
