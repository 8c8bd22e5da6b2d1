package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.aws.web.EnvironmentConnections;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells the platform's other processes on this machine which connections are functions'. */
@RestController
final class EnvironmentConnectionsController {

  private final EnvironmentConnections connections;

  EnvironmentConnectionsController(EnvironmentConnections connections) {
    this.connections = connections;
  }

  @GetMapping(path = EnvironmentConnections.PATH, produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> environmentConnections(
      @RequestParam String from,
      @RequestParam int fromPort,
      @RequestParam String to,
      @RequestParam int toPort) {
    try {
      return ResponseEntity.ok(
          Boolean.toString(connections.comesFromEnvironment(end(from, fromPort), end(to, toPort))));
    } catch (IllegalArgumentException noEnd) {
      return ResponseEntity.status(HttpStatus.BAD_REQUEST)
          .body("Each end is an IP address and a port");
    }
  }

  private static InetSocketAddress end(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}
