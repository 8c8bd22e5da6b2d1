package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.eventbus.s3.object.ObjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** The parts' contents one behind the other; one file is open at a time. */
final class PartsInput extends InputStream {

  private final ObjectFiles files;
  private final Iterator<StoredPart> parts;
  private InputStream current = InputStream.nullInputStream();

  PartsInput(ObjectFiles files, List<StoredPart> parts) {
    this.files = files;
    this.parts = parts.iterator();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var read = current.read(bytes, offset, length);
    while (read < 0 && parts.hasNext()) {
      current.close();
      current = files.open(parts.next().content(), 0);
      read = current.read(bytes, offset, length);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
