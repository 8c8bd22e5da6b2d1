package dev.triggerfish.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Measures everything in one run, and says it as a table. */
public final class Benchmark {

  /** As {@code ./triggerfish} has them; the bare server runs with the same. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xss512k",
          "-XX:Tier4InvocationThreshold=20000",
          "-XX:Tier4MinInvocationThreshold=2400",
          "-XX:Tier4CompileThreshold=60000",
          "-XX:Tier4BackEdgeThreshold=160000");

  private static final String ITEMS = "--items=";

  private final Path project;
  private final Path folder;
  private final Scale scale;
  private final Results results = new Results();

  Benchmark(Path project, Path folder, Scale scale) {
    this.project = project;
    this.folder = folder;
    this.scale = scale;
  }

  /**
   * Runs all of it.
   *
   * @param args the project's folder; {@code --quick} for rougher medians in less time, {@code
   *     --trial} for a short run that proves nothing, {@code --tables} for DynamoDB's tables alone,
   *     {@code --items=N} for their number
   */
  @SuppressWarnings("SystemOut") // the table is what the command is for
  public static void main(String[] args) throws Exception {
    var options = Arrays.asList(args);
    var scale = options.contains("--quick") ? Scale.QUICK : Scale.FULL;
    scale = options.contains("--trial") ? Scale.TRIAL : scale;
    var tables = tables(options, scale);
    var folder = Files.createTempDirectory("triggerfish-benchmark");
    try {
      var project = Path.of(args[0]);
      if (!options.contains("--tables")) {
        System.out.print(new Benchmark(project, folder, scale).run().table());
      }
      System.out.print(new Tables(project, folder, tables).measure().table(tables.items()));
    } finally {
      delete(folder);
    }
  }

  private static TableScale tables(List<String> options, Scale scale) {
    return options.stream()
        .filter(option -> option.startsWith(ITEMS))
        .map(option -> Integer.parseInt(option.substring(ITEMS.length())))
        .map(scale.tables()::withItems)
        .findFirst()
        .orElse(scale.tables());
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Measures. */
  Results run() throws IOException, InterruptedException {
    for (var i = 0; i < scale.starts(); i++) {
      progress("start " + (i + 1) + " of " + scale.starts());
      // The first may have to build, and to train the JVM.
      try (var product = Product.start(project, home())) {
        if (i > 0 || scale.starts() == 1) {
          results.started(product.startTime());
        }
      }
    }
    try (var product = Product.start(project, home())) {
      Thread.sleep(scale.idleSeconds() * 1000L);
      results.idle(Memory.resident(product.pid()));
      product.createFunctions();
      for (var function : MeasuredFunction.values()) {
        warm(product, function);
        cold(product, function);
      }
      progress("pushed events");
      new Pushed(product, scale, results).measure();
      progress("events beside a busy function");
      new Neighbour(product, scale, results).measure();
    }
    return results;
  }

  private Path home() throws IOException {
    return Files.createDirectories(folder.resolve("home"));
  }

  private void warm(Product product, MeasuredFunction function)
      throws IOException, InterruptedException {
    progress(function + ": warm calls");
    var name = function.functionName();
    Load.medianLatency(product.port(), SignedCall.invoke(name, product.port()), 1);
    var copy = EnvironmentCopy.of(name, folder.resolve(name));
    try (var bare = new Bare(copy, folder.resolve(name), FLAGS)) {
      var ports = Map.of(Results.BARE, bare.port(), Results.PRODUCT, product.port());
      bare.measure(() -> takeTurns(ports, function));
      results.environment(function, Memory.proportional(EnvironmentCopy.process(name)));
    }
  }

  private void takeTurns(Map<String, Integer> ports, MeasuredFunction function)
      throws IOException, InterruptedException {
    var name = function.functionName();
    for (var port : ports.values()) {
      Load.throughput(port, SignedCall.invoke(name, port), scale.warmUp());
    }
    for (var round = 0; round < scale.rounds(); round++) {
      for (var target : List.of(Results.BARE, Results.PRODUCT)) {
        var port = ports.getOrDefault(target, 0);
        var call = SignedCall.invoke(name, port);
        results.latency(target, function, Load.medianLatency(port, call, scale.calls()));
        results.throughput(target, function, Load.throughput(port, call, scale.many()));
      }
    }
  }

  private void cold(Product product, MeasuredFunction function) throws IOException {
    progress(function + ": cold starts");
    for (var i = 0; i < scale.coldStarts(); i++) {
      product.forgetEnvironments(function, i);
      var call = SignedCall.invoke(function.functionName(), product.port());
      results.cold(function, Load.medianLatency(product.port(), call, 1));
    }
  }

  @SuppressWarnings("SystemOut") // long work shows that it goes on
  private static void progress(String text) {
    System.err.println(text);
  }
}
