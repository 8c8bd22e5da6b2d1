package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.function.FunctionVersion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known to start a runtime: functions that agree in it can be given one that was
 * started before they were called.
 *
 * @param runtime such as {@code python3.12}
 * @param memoryMb memory size, which is in the command line of some
 * @param tmpMb size of {@code /tmp}
 */
record RuntimeShape(String runtime, int memoryMb, int tmpMb) {

  /** Variables that interpreters and libraries look at while they start begin so. */
  private static final List<String> STARTING =
      List.of(
          "AWS_LAMBDA_EXEC_WRAPPER",
          "GCONV",
          "GLIBC",
          "HOME",
          "JAVA",
          "JDK",
          "LANG",
          "LC_",
          "LD_",
          "MALLOC",
          "NODE",
          "OPENSSL",
          "PATH",
          "PYTHON",
          "SSL_",
          "TMPDIR",
          "TZ",
          "UV_",
          "V8_",
          "_JAVA");

  /** The shape of a function, or null if its runtime can only be started for itself. */
  static @Nullable RuntimeShape of(FunctionVersion version) {
    var particular =
        version.environment().keySet().stream()
            .map(name -> name.toUpperCase(Locale.ROOT))
            // For the function's libraries alone, and in very many functions.
            .filter(name -> !name.equals("NODE_ENV"))
            .anyMatch(name -> STARTING.stream().anyMatch(name::startsWith));
    if (particular || !version.layerRoots().isEmpty()) {
      return null;
    }
    return new RuntimeShape(version.runtime(), version.memoryMb(), version.ephemeralStorageMb());
  }
}
