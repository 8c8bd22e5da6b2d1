package dev.triggerfish.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BareTest {

  private static final List<String> BROKEN =
      List.of("/bin/sh", "-c", "echo \"broken in $TMPDIR\"; exit 7");

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void anEnvironmentThatEndsEndsTheMeasurementAndSaysWhy() throws IOException {
    Files.createDirectories(folder.resolve("var/task"));
    var temporary = new HashSet<String>();

    try (var bare = new Bare(new EnvironmentCopy(BROKEN, Map.of(), folder), folder, List.of())) {
      var call = SignedCall.invoke("function", bare.port());
      assertThatThrownBy(() -> bare.measure(() -> Load.medianLatency(bare.port(), call, 1)))
          .hasMessageContaining("ended with exit code 7")
          .hasMessageContaining("broken in " + folder);
    }

    for (var i = 0; i < 8; i++) {
      temporary.add(Files.readString(folder.resolve("environment-" + i + ".log")));
    }
    assertThat(temporary).as("each has temporary files of its own").hasSize(8);
  }
}
