package dev.triggerfish.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {

  @TempDir private Path folder;

  @Test
  void measuresBothAndSaysSoInATable() throws IOException, InterruptedException {
    var project = Path.of("..").toRealPath();
    var app = project.resolve("all-in-one/target/all-in-one-app.jar");
    assumeTrue(Files.exists(app), app + " is there once all-in-one is packaged: ./mvnw verify");

    var results = new Benchmark(project, folder, Scale.TRIAL).run();

    for (var function : MeasuredFunction.values()) {
      assertThat(results.median("latency bare " + function)).isPositive();
      assertThat(results.median("latency triggerfish " + function)).isPositive();
      assertThat(results.median("throughput bare " + function)).isPositive();
      assertThat(results.median("throughput triggerfish " + function)).isPositive();
      assertThat(results.median("cold " + function)).isPositive();
    }
    assertThat(results.table()).contains("| warm call, Triggerfish (ms) | ");
  }
}
