package dev.triggerfish.allinone.demo;

import dev.triggerfish.allinone.TriggerfishApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;

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
    var port = freePort();
    var arguments = Stream.concat(Stream.of(args), Stream.of("--server.port=" + port));
    try (var _ = TriggerfishApplication.start(arguments.toArray(String[]::new));
        var cloud = new DemoCloud(port)) {
      new Tour(cloud, new Narrator(System.out)).run();
    }
  }

  /** Known beforehand, since APIs have it in their addresses. */
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
