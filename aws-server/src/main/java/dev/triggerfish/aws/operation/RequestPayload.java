package dev.triggerfish.aws.operation;

import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request whose operation reads it as it comes: an operation method that takes one
 * between its request and its {@link Caller} gets the body unread. Chunks are unwrapped, and what
 * the client signed or summed is checked at the end of the stream, which then throws AWS's error:
 * nothing may be kept of a body that has not been read to its end.
 */
public interface RequestPayload {

  /** Bytes of the content, without the framing of chunks; -1 if the client did not say. */
  long length();

  /** The content; can be read once. */
  InputStream open() throws IOException;
}
