package dev.triggerfish.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says at the end of a build which test classes of all modules took longest. This module's come
 * from this run, the others' from Surefire's reports.
 */
public final class SlowestTests implements TestExecutionListener {

  private static final int SHOWN = 10;
  private static final int FEW = 5;
  private static final Pattern SUITE =
      Pattern.compile("<testsuite [^>]* name=\"([^\"]+)\" time=\"([\\d.,]+)\"");

  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private final List<Took> own = new ArrayList<>();

  /** How long a test class took. */
  private record Took(String module, String name, double seconds) {
    String line() {
      var simple = name.substring(name.lastIndexOf('.') + 1);
      return "%7.1f s  %-18s %s".formatted(seconds, module, simple);
    }
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    begun.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    var begin = begun.remove(test.getUniqueId());
    if (begin != null
        && test.getSource().orElse(null) instanceof ClassSource source
        && isClass(test)) {
      var seconds = (System.nanoTime() - begin) / 1e9;
      synchronized (own) {
        own.add(new Took("e2e-tests", source.getClassName(), seconds));
      }
    }
  }

  /** A class itself, not one of its parameters. */
  private static boolean isClass(TestIdentifier test) {
    return test.getUniqueIdObject().getSegments().size() == 2;
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (own.size() < FEW) {
      return; // Somebody tries a test.
    }
    var all = new ArrayList<>(own);
    all.addAll(others());
    all.sort(Comparator.comparingDouble(Took::seconds).reversed());
    System.out.println("The slowest test classes:");
    all.stream().limit(SHOWN).map(Took::line).forEach(System.out::println);
  }

  private static List<Took> others() {
    var others = new ArrayList<Took>();
    try (var modules = Files.newDirectoryStream(Shell.project())) {
      for (var module : modules) {
        var reports = module.resolve("target/surefire-reports");
        if (Files.isDirectory(reports) && !module.endsWith("e2e-tests")) {
          others.addAll(in(reports, module.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      System.out.println("Surefire's reports cannot be read: " + e);
    }
    return others;
  }

  private static List<Took> in(Path reports, String module) throws IOException {
    var found = new ArrayList<Took>();
    try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
      for (var file : files) {
        var suite = SUITE.matcher(Files.readString(file));
        if (suite.find()) {
          var seconds = Double.parseDouble(suite.group(2).replace(",", ""));
          found.add(new Took(module, suite.group(1), seconds));
        }
      }
    }
    return found;
  }
}
