package dev.triggerfish.invoker.environment.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class JavaNativeLibraryTest {

  /** So none of the environments that share a /tmp writes over what another has mapped. */
  @Test
  void clientsLoadTheLibraryThatWasUnpackedForAllOfThem(@TempDir Path folder) throws Exception {
    var java = RuntimeFiles.unpack(folder.resolve("runtimes")).of("java");
    var option = JavaNativeLibrary.option(java.toString());
    assertThat(option)
        .startsWith(
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=");
    var library = Path.of(option.substring(option.indexOf('=') + 1));
    assertThat(library).startsWith(java);
    try (var in = Files.newInputStream(library)) {
      assertThat(in.readNBytes(4)).as("an ELF file").containsExactly(0x7f, 'E', 'L', 'F');
    }
  }
}
