package dev.triggerfish.gateway;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.triggerfish.architecture.ClientPatternRules;
import dev.triggerfish.architecture.ServiceRules;
import java.util.Map;

class ArchitectureTest implements ClientPatternRules {

  private static final String ROOT = "dev.triggerfish.gateway";
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
            "TraceId",
            "X-Ray reads the time in a trace ID, and clients compare it with their clocks"));
  }
}
