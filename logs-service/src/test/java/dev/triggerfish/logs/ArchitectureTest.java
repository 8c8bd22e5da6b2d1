package dev.triggerfish.logs;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.triggerfish.architecture.ClientPatternRules;
import dev.triggerfish.architecture.ServiceRules;
import java.util.Map;

class ArchitectureTest implements ClientPatternRules {

  private static final String ROOT = "dev.triggerfish.logs";
  private static final JavaClasses CLASSES = ServiceRules.classesOf(ROOT);

  @Override
  public String root() {
    return ROOT;
  }

  @Override
  public JavaClasses code() {
    return CLASSES;
  }

  @Override
  public Map<String, String> wallTimeReaders() {
    return Map.ofEntries(
        Map.entry(
            "EventsController",
            "how long a reader waits for more is a time-out of his HTTP request"),
        Map.entry(
            "LogEventConfiguration",
            "PutLogEvents compares the clients' times with the clock that clients have"));
  }
}
