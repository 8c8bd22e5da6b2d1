package dev.triggerfish.benchmarks;

import dev.triggerfish.benchmarks.function.Echo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The functions that are measured: each answers with its event. */
enum MeasuredFunction {
  PYTHON("python3.12", "index.handler", "index.py", "def handler(event, context): return event"),
  NODE("nodejs22.x", "index.handler", "index.js", "exports.handler = async event => event"),
  JAVA("java25", Echo.class.getName(), Echo.class.getName().replace('.', '/') + ".class", null);

  private final String runtime;
  private final String handler;
  private final String file;
  private final @Nullable String source;

  MeasuredFunction(String runtime, String handler, String file, @Nullable String source) {
    this.runtime = runtime;
    this.handler = handler;
    this.file = file;
    this.source = source;
  }

  /** Name of the function. */
  String functionName() {
    return "bench-" + name().toLowerCase(Locale.ROOT);
  }

  String runtime() {
    return runtime;
  }

  String handler() {
    return handler;
  }

  /** The function's code. */
  byte[] zip() {
    try {
      return zip(file, content());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A zip of one file. */
  static byte[] zip(String file, byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(file));
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private byte[] content() throws IOException {
    if (source != null) {
      return source.getBytes(StandardCharsets.UTF_8);
    }
    try (var in = Objects.requireNonNull(Echo.class.getResourceAsStream("Echo.class"))) {
      return in.readAllBytes();
    }
  }
}
