package dev.triggerfish.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triggerfish.benchmarks.TableResults.Column;
import dev.triggerfish.benchmarks.TableResults.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {

  @TempDir private Path folder;

  @Test
  void measuresBothAndSaysSoInATable() throws IOException, InterruptedException {
    var results = new Benchmark(project(), folder, Scale.TRIAL).run();

    for (var function : MeasuredFunction.values()) {
      assertThat(results.median("latency bare " + function)).isPositive();
      assertThat(results.median("latency triggerfish " + function)).isPositive();
      assertThat(results.median("throughput bare " + function)).isPositive();
      assertThat(results.median("throughput triggerfish " + function)).isPositive();
      assertThat(results.median("cold " + function)).isPositive();
    }
    assertThat(results.table()).contains("| warm call, Triggerfish (ms) | ");
  }

  @Test
  void measuresTablesOnH2BesideBareJdbc() throws IOException, InterruptedException {
    var results = new Tables(project(), folder, TableScale.TRIAL).measure();

    for (var figure : Figure.values()) {
      assertThat(results.has(figure, Column.H2)).isEqualTo(figure != Figure.READY);
    }
    assertThat(results.has(Figure.WRITES, Column.H2_BARE)).isTrue();
    assertThat(results.table(200)).contains("| `GetItem` beside 1,000 writes per second (ms) | ");
  }

  /** The project, once there is something to measure. */
  private static Path project() throws IOException {
    var project = Path.of("..").toRealPath();
    var app = project.resolve("all-in-one/target/all-in-one-app.jar");
    assumeTrue(Files.exists(app), app + " is there once all-in-one is packaged: ./mvnw verify");
    return project;
  }
}
