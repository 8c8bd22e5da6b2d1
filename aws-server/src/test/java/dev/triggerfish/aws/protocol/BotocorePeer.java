package dev.triggerfish.aws.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Python process behind {@code botocore-peer.py}. */
final class BotocorePeer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Process process;
  private final Writer out;
  private final BufferedReader in;

  BotocorePeer() {
    Path script = Path.of("src/test/resources/botocore-peer.py").toAbsolutePath();
    try {
      process =
          new ProcessBuilder("python3", script.toString()).redirectError(Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out = process.outputWriter(StandardCharsets.UTF_8);
    in =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Whether this machine has Python and botocore. */
  static boolean isHere() {
    try {
      Process check =
          new ProcessBuilder("python3", "-c", "import botocore.session")
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      return check.waitFor(30, TimeUnit.SECONDS) && check.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void say(JsonNode document) {
    try {
      out.write(JSON.writeValueAsString(document));
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode hear() {
    try {
      String line = in.readLine();
      if (line == null) {
        throw new AssertionError("botocore-peer.py has ended, see its output");
      }
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
