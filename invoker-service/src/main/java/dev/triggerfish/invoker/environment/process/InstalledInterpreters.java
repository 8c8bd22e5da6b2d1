package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.process.Interpreter.LanguageVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once for interpreters where people and version managers put them. */
final class InstalledInterpreters {

  private static final Logger LOG = LoggerFactory.getLogger(InstalledInterpreters.class);
  private static final Pattern PYTHON = Pattern.compile("python(\\d)\\.(\\d{1,2})");
  private static final Pattern NUMBER = Pattern.compile("v?(\\d{1,3})(\\..*)?");
  private static final int OLDEST_JAVA = 17;

  private final Path home;
  private final List<Path> path;
  private final Path javaHome;

  /** Looks in the platform's own surroundings. */
  static List<Interpreter> find() {
    var path =
        Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(":", -1))
            .filter(entry -> entry.startsWith("/"))
            .map(Path::of)
            .toList();
    var home = Path.of(System.getProperty("user.home", "/nonexistent"));
    return new InstalledInterpreters(home, path, Path.of(System.getProperty("java.home"))).all();
  }

  InstalledInterpreters(Path home, List<Path> path, Path javaHome) {
    this.home = home;
    this.path = path;
    this.javaHome = javaHome;
  }

  List<Interpreter> all() {
    // By language and version: what is found first counts.
    var found = new LinkedHashMap<String, Interpreter>();
    Stream.of(pythons(), nodes(), javas())
        .flatMap(List::stream)
        .forEach(one -> found.putIfAbsent(one.language() + one.version(), one));
    return List.copyOf(found.values());
  }

  private List<Interpreter> pythons() {
    var folders = new ArrayList<Path>(path);
    folders.addAll(List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin")));
    folders.addAll(
        installations(
            ".pyenv/versions", ".local/share/mise/installs/python", ".asdf/installs/python"));
    var result = new ArrayList<Interpreter>();
    for (var folder : folders) {
      for (var file : list(folder, "python3.*")) {
        var match = PYTHON.matcher(file.getFileName().toString());
        var real = program(file);
        if (match.matches() && real != null) {
          var version =
              new LanguageVersion(
                  Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
          result.add(new Interpreter("python", version, real, prefix(real), List.of()));
        }
      }
    }
    // AWS's Python has boto3, which has botocore: of several installations of one version, one that
    // has most of it goes first.
    result.sort(
        Comparator.<Interpreter, Boolean>comparing(one -> !has("boto3", one))
            .thenComparing(one -> !has("botocore", one)));
    return result;
  }

  private static boolean has(String module, Interpreter python) {
    var bin = python.executable().getParent();
    var prefix = bin == null ? null : bin.getParent();
    if (prefix == null) {
      return false;
    }
    var versioned = "lib/python" + python.version();
    return Stream.of(
            versioned + "/site-packages",
            versioned + "/dist-packages",
            "lib/python3/dist-packages",
            "local/" + versioned + "/dist-packages")
        .anyMatch(packages -> Files.isDirectory(prefix.resolve(packages).resolve(module)));
  }

  private List<Interpreter> nodes() {
    var folders = new ArrayList<Path>(path);
    folders.addAll(List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin")));
    folders.addAll(
        installations(
            ".nvm/versions/node", ".local/share/mise/installs/node", ".asdf/installs/nodejs"));
    var result = new ArrayList<Interpreter>();
    for (var folder : folders) {
      var real = program(folder.resolve("node"));
      if (real == null || result.stream().anyMatch(one -> one.executable().equals(real))) {
        continue;
      }
      var match = NUMBER.matcher(nodeVersion(folder, real));
      if (match.matches()) {
        var modules =
            Stream.of(real.resolveSibling("../lib/node_modules"), Path.of("/usr/share/nodejs"))
                .map(Path::normalize)
                .filter(Files::isDirectory)
                .toList();
        var version = new LanguageVersion(Integer.parseInt(match.group(1)), -1);
        result.add(new Interpreter("nodejs", version, real, prefix(real), modules));
      }
    }
    return result;
  }

  private List<Interpreter> javas() {
    var homes = new ArrayList<Path>();
    homes.add(javaHome);
    homes.addAll(list(Path.of("/usr/lib/jvm"), "*"));
    homes.addAll(list(home.resolve(".sdkman/candidates/java"), "*"));
    var result = new ArrayList<Interpreter>();
    for (var folder : homes) {
      var real = program(folder.resolve("bin/java"));
      var major = real == null ? 0 : javaMajor(folder);
      if (real != null && major >= OLDEST_JAVA) {
        result.add(
            new Interpreter("java", new LanguageVersion(major, -1), real, prefix(real), List.of()));
      }
    }
    return result;
  }

  private List<Path> installations(String... folders) {
    var result = new ArrayList<Path>();
    for (var folder : folders) {
      list(home.resolve(folder), "*").forEach(version -> result.add(version.resolve("bin")));
    }
    return result;
  }

  /** The real program behind a name; null for scripts, such as version managers' shims. */
  private static @Nullable Path program(Path file) {
    try {
      if (!Files.isExecutable(file) || !Files.isRegularFile(file)) {
        return null;
      }
      var real = file.toRealPath();
      try (var in = Files.newInputStream(real)) {
        var head = in.readNBytes(2);
        return head.length == 2 && head[0] == '#' && head[1] == '!' ? null : real;
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be read", file, e);
      return null;
    }
  }

  /** What lies outside of {@code /usr} has to be shown in the sandbox. */
  private static List<Path> prefix(Path executable) {
    var parent = executable.getParent();
    var prefix = parent == null ? null : parent.getParent();
    return prefix == null || prefix.startsWith("/usr") || prefix.equals(Path.of("/"))
        ? List.of()
        : List.of(prefix);
  }

  private static String nodeVersion(Path bin, Path real) {
    var folder = bin.getParent();
    var name = folder == null ? null : folder.getFileName();
    if (name != null && NUMBER.matcher(name.toString()).matches()) {
      return name.toString();
    }
    try {
      var process = new ProcessBuilder(real.toString(), "--version").start();
      process.getOutputStream().close();
      try (var out = process.inputReader()) {
        var line = out.readLine();
        process.waitFor(5, TimeUnit.SECONDS);
        return line == null ? "" : line.strip();
      }
    } catch (IOException e) {
      LOG.warn("{} does not tell its version", real, e);
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static int javaMajor(Path home) {
    var release = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      LOG.debug("{} has no release file", home, e);
      return 0;
    }
    var match = NUMBER.matcher(release.getProperty("JAVA_VERSION", "").replace("\"", ""));
    return match.matches() ? Integer.parseInt(match.group(1)) : 0;
  }

  private static List<Path> list(Path folder, String glob) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var result = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(folder, glob)) {
      files.forEach(result::add);
    } catch (IOException e) {
      LOG.debug("{} cannot be listed", folder, e);
    }
    result.sort(null);
    return result;
  }
}
