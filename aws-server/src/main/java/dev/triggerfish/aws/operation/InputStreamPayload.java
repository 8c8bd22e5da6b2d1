package dev.triggerfish.aws.operation;

import java.io.IOException;
import java.io.InputStream;

/** A payload that came without a wire. */
record InputStreamPayload(long length, Source source) implements RequestPayload {

  @Override
  public InputStream open() throws IOException {
    return source.open();
  }
}
