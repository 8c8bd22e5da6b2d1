package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.process.ProcessProperties.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out, by trying, which sandbox works on this machine. */
final class SandboxChoice {

  private static final Logger LOG = LoggerFactory.getLogger(SandboxChoice.class);
  private static final int TRIAL_SECONDS = 10;

  private final RuntimeFiles files;
  private final Path scratch;

  SandboxChoice(RuntimeFiles files, Path scratch) {
    this.files = files;
    this.scratch = scratch;
  }

  /** The sandbox to use. */
  Sandbox choose(ProcessProperties properties) {
    for (var candidate : candidates(properties.kind())) {
      if (works(candidate)) {
        return candidate;
      }
      LOG.info("The sandbox by {} does not work on this machine", candidate.name());
    }
    if (properties.required()
        || properties.kind() == Kind.BUBBLEWRAP
        || properties.kind() == Kind.UNSHARE) {
      throw new IllegalStateException(
          "Functions cannot be isolated on this machine by "
              + (properties.kind() == Kind.AUTO || properties.kind() == Kind.NONE
                  ? "any sandbox"
                  : properties.kind().name().toLowerCase(Locale.ROOT))
              + ", as --require-sandbox or triggerfish.sandbox asks. 'sudo apt-get install"
              + " bubblewrap' brings a sandbox; the kernel has to allow user namespaces.");
    }
    LOG.warn("No sandbox works on this machine: functions run as plain processes");
    return new PlainSandbox();
  }

  private List<Sandbox> candidates(Kind kind) {
    var result = new ArrayList<Sandbox>();
    var bwrap = program("bwrap");
    if (bwrap != null && (kind == Kind.AUTO || kind == Kind.BUBBLEWRAP)) {
      result.add(new BubblewrapSandbox(bwrap));
    }
    var unshare = program("unshare");
    if (unshare != null
        && program("setpriv") != null
        && (kind == Kind.AUTO || kind == Kind.UNSHARE)) {
      result.add(new UnshareSandbox(unshare, files.file("sandbox.sh")));
    }
    return result;
  }

  private boolean works(Sandbox candidate) {
    try {
      Files.createDirectories(scratch);
      var own = Files.createTempDirectory(scratch, "trial");
      try {
        return tried(candidate, own);
      } finally {
        new ScratchFolder(own).delete();
      }
    } catch (IOException e) {
      LOG.info("The sandbox by {} cannot be tried", candidate.name(), e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean tried(Sandbox candidate, Path own) throws IOException, InterruptedException {
    var code = Files.createDirectory(own.resolve("code"));
    var mountPoint = Files.createDirectory(own.resolve("root"));
    var layout =
        new SandboxLayout(
            code, null, files.of("provided"), List.of(), files.file("etc"), mountPoint, 1);
    var process = new ProcessBuilder(candidate.command(layout)).redirectErrorStream(true).start();
    try (var in = process.outputWriter()) {
      in.write("echo it $((6 * 7)) works >/tmp/x && cat /tmp/x\n");
    } catch (IOException e) {
      LOG.debug("The sandbox by {} ended early", candidate.name(), e);
    }
    if (!process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return false;
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    LOG.debug("The sandbox by {} said: {}", candidate.name(), said);
    return said.contains("it 42 works");
  }

  static @Nullable Path program(String name) {
    return Stream.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
