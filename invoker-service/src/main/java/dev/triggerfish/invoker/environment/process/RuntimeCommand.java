package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.process.Sandbox.SandboxPaths;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the runtime of a function is started.
 *
 * @param command program and arguments
 * @param defaults variables of the language, which the function's own may replace
 * @param early program and arguments of a runtime that is told later for which function; empty
 *     where there is none
 */
record RuntimeCommand(List<String> command, Map<String, String> defaults, List<String> early) {

  /** What a JVM needs besides its heap. */
  private static final int JAVA_OVERHEAD_PERCENT = 20;

  private static final String LAYERS = "/opt";

  private static final String RIC = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  static RuntimeCommand of(
      FunctionVersion version, @Nullable Interpreter interpreter, SandboxPaths paths) {
    if (interpreter == null) {
      return custom(version, paths);
    }
    return switch (interpreter.language()) {
      case "python" -> python(version, interpreter, paths);
      case "nodejs" -> node(version, interpreter, paths);
      default -> java(version, interpreter, paths);
    };
  }

  private static RuntimeCommand python(
      FunctionVersion version, Interpreter interpreter, SandboxPaths paths) {
    var defaults = common(version, interpreter, paths);
    defaults.put("PYTHONPATH", paths.runtime() + pythonLayers(version, paths));
    defaults.put("LC_CTYPE", "C.UTF-8");
    var program = interpreter.executable().toString();
    return new RuntimeCommand(
        List.of(program, paths.runtime() + "/bootstrap.py"),
        defaults,
        List.of(program, paths.runtime() + "/prepared.py"));
  }

  /** The bootstrap looks into {@code /opt} by itself; without a sandbox layers are elsewhere. */
  private static String pythonLayers(FunctionVersion version, SandboxPaths paths) {
    if (paths.layers().equals(LAYERS)) {
      return "";
    }
    var folder = ":" + paths.layers() + "/python";
    return folder + folder + "/lib/" + version.runtime() + "/site-packages";
  }

  private static RuntimeCommand node(
      FunctionVersion version, Interpreter interpreter, SandboxPaths paths) {
    var defaults = common(version, interpreter, paths);
    var modules = new StringBuilder();
    modules.append(paths.layers()).append("/nodejs/node").append(major(version));
    modules.append("/node_modules:").append(paths.layers()).append("/nodejs/node_modules:");
    modules.append(paths.runtime()).append("/node_modules:").append(paths.runtime());
    modules.append(':').append(paths.task());
    interpreter.modules().forEach(folder -> modules.append(':').append(folder));
    defaults.put("NODE_PATH", modules.toString());
    var heap = Math.max(64, version.memoryMb() * 9 / 10);
    var program = interpreter.executable().toString();
    var limit = "--max-old-space-size=" + heap;
    return new RuntimeCommand(
        List.of(program, limit, paths.runtime() + "/bootstrap.mjs"),
        defaults,
        List.of(program, limit, paths.runtime() + "/prepared.mjs"));
  }

  /** {@code nodejs22.x} is version 22, whichever interpreter stands in for it. */
  private static String major(FunctionVersion version) {
    return version.runtime().replaceAll("[^0-9]", "");
  }

  private static RuntimeCommand java(
      FunctionVersion version, Interpreter interpreter, SandboxPaths paths) {
    var defaults = common(version, interpreter, paths);
    // AWS starts this runtime without a shell, which would set these.
    defaults.remove("PWD");
    defaults.remove("SHLVL");
    var heap = Math.max(64, version.memoryMb() * (100 - JAVA_OVERHEAD_PERCENT) / 100);
    var classPath =
        String.join(
            ":",
            paths.runtime() + "/lib/*",
            paths.task(),
            paths.task() + "/lib/*",
            paths.layers() + "/java/lib/*");
    var machine =
        Stream.of(
                interpreter.executable().toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djava.io.tmpdir=" + paths.tmp(),
                JavaNativeLibrary.option(paths.runtime()),
                "--enable-native-access=ALL-UNNAMED",
                "-cp")
            .filter(word -> !word.isEmpty())
            .toList();
    var handler = version.handler() == null ? "" : version.handler();
    // It sets variables by a library call, for which older machines have no interface.
    var early =
        interpreter.version().major() >= PreparedJava.OLDEST
            ? words(machine, paths.runtime() + "/early:" + classPath, PreparedJava.class.getName())
            : List.<String>of();
    return new RuntimeCommand(words(machine, classPath, RIC, handler), defaults, early);
  }

  private static List<String> words(List<String> first, String... others) {
    var all = new ArrayList<String>(first);
    all.addAll(List.of(others));
    return all;
  }

  private static RuntimeCommand custom(FunctionVersion version, SandboxPaths paths) {
    var defaults = common(version, null, paths);
    var own = version.codeRoot().resolve("bootstrap");
    var layer =
        version.layerRoots().stream()
            .map(root -> root.resolve("bootstrap"))
            .anyMatch(Files::exists);
    var folder = layer && !Files.exists(own) ? paths.layers() : paths.task();
    return new RuntimeCommand(List.of(folder + "/bootstrap"), defaults, List.of());
  }

  private static Map<String, String> common(
      FunctionVersion version, @Nullable Interpreter interpreter, SandboxPaths paths) {
    var defaults = new LinkedHashMap<String, String>();
    var bin = interpreter == null ? null : interpreter.executable().getParent();
    var outside = bin != null && !bin.startsWith(Path.of("/usr"));
    defaults.put(
        "PATH",
        (outside ? bin + ":" : "") + "/usr/local/bin:/usr/bin/:/bin:" + paths.layers() + "/bin");
    defaults.put(
        "LD_LIBRARY_PATH",
        String.join(
            ":",
            "/lib64",
            "/usr/lib64",
            paths.runtime(),
            paths.runtime() + "/lib",
            paths.task(),
            paths.task() + "/lib",
            paths.layers() + "/lib"));
    if (!version.runtime().startsWith("provided")) {
      defaults.put("PWD", paths.task());
      defaults.put("SHLVL", "0");
    }
    return defaults;
  }
}
