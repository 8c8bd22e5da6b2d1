package dev.triggerfish.allinone.demo;

import dev.triggerfish.allinone.TriggerfishApplication;
import java.util.Objects;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Starts a Triggerfish that keeps nothing, shows it, and ends it. */
public final class Demo {

  private Demo() {}

  /**
   * Shows the tour on the console.
   *
   * @param args as for {@link TriggerfishApplication}
   */
  @SuppressWarnings("SystemOut") // the console is the person who typed the command
  public static void main(String[] args) throws Exception {
    System.out.println("Starting a Triggerfish of its own, which keeps nothing ...");
    try (var context = TriggerfishApplication.start(args)) {
      var server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
      try (var cloud = new DemoCloud(server.getPort())) {
        new Tour(cloud, new Narrator(System.out)).run();
      }
    }
  }
}
