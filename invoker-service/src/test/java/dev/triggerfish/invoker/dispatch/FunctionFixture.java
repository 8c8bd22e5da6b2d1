package dev.triggerfish.invoker.dispatch;

import dev.triggerfish.invoker.function.FunctionVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A function under test, made of files. */
public final class FunctionFixture {

  private final Path code;
  private final String runtime;
  private final @Nullable String handler;
  private final Map<String, String> variables = new HashMap<>();
  private int timeoutSeconds = 20;
  private int memoryMb = 256;
  private String logFormat = "Text";
  private List<Path> layers = List.of();

  FunctionFixture(Path folder, String runtime, @Nullable String handler) {
    this.code = folder.resolve("code").resolve(UUID.randomUUID().toString());
    this.runtime = runtime;
    this.handler = handler;
  }

  public FunctionFixture file(String name, String text) {
    try {
      var file = code.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** A file of its layers, as they are when they are merged. */
  public FunctionFixture layerFile(String name, String text) {
    var folder = code.resolveSibling(code.getFileName() + "-layers");
    layers = List.of(folder);
    try {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** A Java class, compiled. */
  public FunctionFixture java(String name, String source) {
    file("src/" + name + ".java", source);
    var result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-d",
                code.toString(),
                code.resolve("src/" + name + ".java").toString());
    if (result != 0) {
      throw new IllegalArgumentException(name + " does not compile");
    }
    return this;
  }

  public FunctionFixture variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  public FunctionFixture timeout(int seconds) {
    timeoutSeconds = seconds;
    return this;
  }

  public FunctionFixture memory(int megabytes) {
    memoryMb = megabytes;
    return this;
  }

  public FunctionFixture logFormat(String format) {
    logFormat = format;
    return this;
  }

  /** A deployment of it, a new one each time. */
  public FunctionVersion version() {
    return version("fn");
  }

  public FunctionVersion version(String name) {
    return version(name, FunctionVersion.LATEST);
  }

  public FunctionVersion version(String name, String number) {
    return new FunctionVersion(
        TestInvoker.ACCOUNT,
        "us-east-1",
        name,
        number,
        UUID.randomUUID().toString(),
        runtime,
        handler,
        "arn:aws:iam::000000000000:role/r",
        timeoutSeconds,
        memoryMb,
        512,
        "x86_64",
        Map.copyOf(variables),
        code,
        layers,
        "/aws/lambda/" + name,
        logFormat);
  }
}
