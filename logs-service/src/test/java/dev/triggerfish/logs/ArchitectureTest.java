package dev.triggerfish.logs;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.triggerfish.architecture.ClientPatternRules;
import dev.triggerfish.architecture.ServiceRules;

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
}
