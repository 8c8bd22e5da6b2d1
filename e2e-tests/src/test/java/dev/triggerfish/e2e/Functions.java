package dev.triggerfish.e2e;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import software.amazon.awssdk.core.SdkBytes;

/** Function code, zipped as users zip it. */
public final class Functions {

  /** Python that gives back what it is given. */
  public static final String ECHO = "def handler(event, context): return event";

  /** What every client of the SDK needs. */
  private static final Pattern SDK =
      Pattern.compile(
          "/awssdk/(annotations|apache-client|arns|auth|aws-core|aws-.*-protocol|checksums.*"
              + "|endpoints-spi|http-.*|identity-spi|json-utils|metrics-spi|profiles|protocol-core"
              + "|regions|retries.*|sdk-core|third-party.*|utils.*)/"
              + "|/(httpclient|httpcore|commons-logging|commons-codec|reactive-streams|slf4j-api)/");

  private Functions() {}

  /** A zip of text files by name. */
  public static SdkBytes zip(Map<String, String> files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(entry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  /** A zip with one Python file, {@code index.py}. */
  public static SdkBytes python(String source) {
    return zip(Map.of("index.py", source));
  }

  /** A zip with one JavaScript module, {@code index.mjs}. */
  public static SdkBytes node(String source) {
    return zip(Map.of("index.mjs", source));
  }

  /** A zip with one compiled class. */
  public static SdkBytes java(String className, String source) {
    return zip(compiled(className, source), List.of());
  }

  /** The same with AWS's SDK for one service, as a function for Java brings it. */
  static SdkBytes javaWithSdk(String className, String source, String service) {
    var jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(
                jar ->
                    SDK.matcher(jar.toString()).find()
                        || jar.toString().contains("/awssdk/" + service + "/"))
            .toList();
    return zip(compiled(className, source), jars);
  }

  private static Path compiled(String className, String source) {
    try {
      var folder = TestRun.folder("function");
      var file = Files.writeString(folder.resolve(className + ".java"), source);
      var compiled =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "--release",
                  "21",
                  "-proc:none",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-d",
                  folder.toString(),
                  file.toString());
      if (compiled != 0) {
        throw new AssertionError("The function does not compile");
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SdkBytes zip(Path classes, List<Path> jars) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes);
        var files = Files.list(classes)) {
      for (var file : files.toList()) {
        if (file.toString().endsWith(".class")) {
          add(zip, file.getFileName().toString(), file);
        }
      }
      for (var jar : jars) {
        add(zip, "lib/" + jar.getFileName(), jar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  /** The same files make the same zip, whenever it is made. */
  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(2026, 1, 2, 3, 4, 6));
    return entry;
  }

  private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
    zip.putNextEntry(entry(name));
    Files.copy(file, zip);
    zip.closeEntry();
  }
}
