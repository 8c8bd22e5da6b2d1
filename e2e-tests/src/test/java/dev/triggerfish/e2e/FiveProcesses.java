package dev.triggerfish.e2e;

import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.broker.EmbeddedBroker;
import dev.triggerfish.eventbus.EventBusApplication;
import dev.triggerfish.gateway.GatewayApplication;
import dev.triggerfish.iam.IamApplication;
import dev.triggerfish.invoker.InvokerApplication;
import dev.triggerfish.logs.LogsApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Each service as a process of its own, and one Kafka. */
final class FiveProcesses implements Platform {

  private static final String STARTED = ".*Started \\w+Application in .*";

  private final EmbeddedBroker broker;
  private final Map<String, JavaProcess> processes;
  private final int port;
  private final Path gatewayData;

  private FiveProcesses(
      EmbeddedBroker broker, Map<String, JavaProcess> processes, int port, Path gatewayData) {
    this.broker = broker;
    this.processes = processes;
    this.port = port;
    this.gatewayData = gatewayData;
  }

  static FiveProcesses start(Path folder) {
    var broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    var ports = new Ports();
    var keys = new ServiceKeys();
    var processes = new LinkedHashMap<String, JavaProcess>();
    var applications = new LinkedHashMap<String, Class<?>>();
    applications.put("iam", IamApplication.class);
    applications.put("invoker", InvokerApplication.class);
    applications.put("event-bus", EventBusApplication.class);
    applications.put("logs", LogsApplication.class);
    applications.put("gateway", GatewayApplication.class);
    applications.forEach(
        (service, application) -> {
          var arguments = new ArrayList<>(ports.arguments(service));
          arguments.add("--triggerfish.storage.data-dir=" + folder.resolve(service));
          arguments.add("--triggerfish.kafka.bootstrap-servers=" + broker.bootstrapServers());
          arguments.add("--triggerfish.kafka.username=" + broker.username());
          arguments.add("--triggerfish.kafka.password=" + broker.password());
          arguments.add("--triggerfish.invoker.idle-timeout=10s");
          // The tests' own logging is quiet, and is on the class path of these processes too.
          arguments.add("--logging.level.dev.triggerfish=INFO");
          arguments.addAll(service.equals("iam") ? keys.all() : List.of());
          arguments.addAll(keys.of(service));
          processes.put(
              service, JavaProcess.start(service, application.getName(), folder, arguments));
        });
    processes.values().forEach(process -> process.awaitLine(STARTED));
    return new FiveProcesses(
        broker, processes, ports.of(PlatformService.GATEWAY), folder.resolve("gateway"));
  }

  @Override
  public URI endpoint() {
    return URI.create("http://localhost:" + port);
  }

  @Override
  public String adminToken() {
    return AdminTokens.in(gatewayData);
  }

  /** Kills the process of a service and starts it again. */
  void restart(String service) {
    var killed = Objects.requireNonNull(processes.get(service));
    killed.kill();
    var next = killed.again();
    processes.put(service, next);
    next.awaitLine(STARTED);
  }

  @Override
  public void close() {
    // All at once: the test run does not wait long for its shutdown hooks.
    processes.values().forEach(JavaProcess::kill);
    broker.close();
  }

  /** Who listens where. */
  private static final class Ports {
    private final Map<PlatformService, Integer> ports = new EnumMap<>(PlatformService.class);
    private final int gatewayForFunctions = JavaProcess.freePort();

    Ports() {
      for (var service : PlatformService.values()) {
        ports.put(service, JavaProcess.freePort());
      }
    }

    int of(PlatformService service) {
      return Objects.requireNonNull(ports.get(service));
    }

    List<String> arguments(String id) {
      var service = PlatformService.of(id).orElseThrow();
      var arguments = new ArrayList<String>();
      arguments.add("--server.port=" + of(service));
      ports.forEach(
          (other, port) ->
              arguments.add("--triggerfish.addresses." + other.id() + "=http://127.0.0.1:" + port));
      arguments.add("--triggerfish.endpoint-url=http://localhost:" + of(PlatformService.GATEWAY));
      arguments.add("--triggerfish.invoker.aws-endpoint=127.0.0.1:" + gatewayForFunctions);
      switch (service) {
        case GATEWAY -> arguments.add("--triggerfish.function-port=" + gatewayForFunctions);
        case INVOKER -> arguments.add("--triggerfish.function-port=0");
        case IAM, EVENT_BUS, LOGS -> {}
      }
      return arguments;
    }
  }
}
