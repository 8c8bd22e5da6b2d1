package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.aws.web.EnvironmentConnections;
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
      @RequestParam String address, @RequestParam int port, @RequestParam int to) {
    try {
      return ResponseEntity.ok(
          Boolean.toString(connections.comesFromEnvironment(address, port, to)));
    } catch (IllegalArgumentException noAddress) {
      return ResponseEntity.status(HttpStatus.BAD_REQUEST).body("address is not an IP address");
    }
  }
}
