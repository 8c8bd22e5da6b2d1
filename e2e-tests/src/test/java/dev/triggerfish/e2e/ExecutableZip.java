package dev.triggerfish.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A zip of one executable file. {@code java.util.zip} cannot write the mode, which a {@code
 * bootstrap} needs; the format is simple enough.
 */
public final class ExecutableZip {

  private static final int REGULAR_0755 = 0100755;

  private ExecutableZip() {}

  public static SdkBytes of(String name, String text) {
    var fileName = name.getBytes(StandardCharsets.UTF_8);
    var content = text.getBytes(StandardCharsets.UTF_8);
    var crc = new CRC32();
    crc.update(content);
    var common = common(fileName, content, (int) crc.getValue());
    var out = new ByteArrayOutputStream();
    out.writeBytes(little(4).putInt(0x04034b50).array());
    out.writeBytes(common);
    out.writeBytes(fileName);
    out.writeBytes(content);
    var directory = out.size();
    out.writeBytes(little(6).putInt(0x02014b50).putShort((short) (3 << 8 | 20)).array());
    out.writeBytes(common);
    out.writeBytes(
        little(14)
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putInt(REGULAR_0755 << 16)
            .putInt(0)
            .array());
    out.writeBytes(fileName);
    var size = out.size() - directory;
    out.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) 1)
            .putShort((short) 1)
            .putInt(size)
            .putInt(directory)
            .putShort((short) 0)
            .array());
    return SdkBytes.fromByteArray(out.toByteArray());
  }

  private static byte[] common(byte[] fileName, byte[] content, int crc) {
    return little(26)
        .putShort((short) 20)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(0x00210000)
        .putInt(crc)
        .putInt(content.length)
        .putInt(content.length)
        .putShort((short) fileName.length)
        .putShort((short) 0)
        .array();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
