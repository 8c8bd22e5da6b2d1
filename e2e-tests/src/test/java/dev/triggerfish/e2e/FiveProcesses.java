package dev.triggerfish.e2e;

import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.broker.EmbeddedBroker;
import dev.triggerfish.eventbus.EventBusApplication;
import dev.triggerfish.gateway.GatewayApplication;
import dev.triggerfish.iam.IamApplication;
import dev.triggerfish.invoker.InvokerApplication;
import dev.triggerfish.logs.LogsApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Each service as a process of its own, and one Kafka. On a database that they share, more
 * processes can {@linkplain #join join}.
 */
final class FiveProcesses implements Platform {

  private static final String STARTED = ".*Started \\w+Application in .*";

  private static final Map<String, Class<?>> APPLICATIONS = new LinkedHashMap<>();

  static {
    APPLICATIONS.put("iam", IamApplication.class);
    APPLICATIONS.put("invoker", InvokerApplication.class);
    APPLICATIONS.put("event-bus", EventBusApplication.class);
    APPLICATIONS.put("logs", LogsApplication.class);
    APPLICATIONS.put("gateway", GatewayApplication.class);
  }

  private final Path folder;
  private final List<String> properties;
  private final EmbeddedBroker broker;
  private final Ports ports = new Ports();
  private final ServiceKeys keys = new ServiceKeys();
  private final Map<String, JavaProcess> processes = new ConcurrentHashMap<>();

  private FiveProcesses(Path folder, List<String> properties) {
    this.folder = folder;
    this.properties = properties;
    this.broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
  }

  /**
   * Starts them.
   *
   * @param properties of all of them
   */
  static FiveProcesses start(Path folder, String... properties) {
    var platform = new FiveProcesses(folder, List.of(properties));
    APPLICATIONS
        .keySet()
        .forEach(
            service ->
                platform.launch(
                    service,
                    service,
                    platform.ports.of(PlatformService.of(service).orElseThrow())));
    platform.processes.values().forEach(process -> process.awaitLine(STARTED));
    return platform;
  }

  private void launch(String service, String name, int port) {
    var arguments = new ArrayList<>(ports.arguments(service, port));
    arguments.add("--triggerfish.storage.data-dir=" + folder.resolve(name));
    arguments.add("--triggerfish." + service + ".instance-id=" + name);
    arguments.add("--triggerfish.kafka.bootstrap-servers=" + broker.bootstrapServers());
    arguments.add("--triggerfish.kafka.username=" + broker.username());
    arguments.add("--triggerfish.kafka.password=" + broker.password());
    arguments.add("--triggerfish.invoker.idle-timeout=10s");
    // The tests' own logging is quiet, and is on the class path of these processes too.
    arguments.add("--logging.level.dev.triggerfish=INFO");
    arguments.addAll(properties);
    arguments.addAll(service.equals("iam") ? keys.all() : List.of());
    arguments.addAll(keys.of(service));
    var application = Objects.requireNonNull(APPLICATIONS.get(service)).getName();
    processes.put(name, JavaProcess.start(name, application, folder, arguments));
  }

  /**
   * Starts a second process of a service.
   *
   * @param name of the process
   * @return where clients reach it
   */
  URI join(String service, String name) {
    var port = JavaProcess.freePort();
    launch(service, name, port);
    Objects.requireNonNull(processes.get(name)).awaitLine(STARTED);
    return URI.create("http://localhost:" + port);
  }

  /** Lets a process that is to join see a folder of another one, as on a file system of both. */
  void share(String folderOf, String name, String below) {
    try {
      var link = folder.resolve(name).resolve(below);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, folder.resolve(folderOf).resolve(below));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients reach a service without the gateway. */
  URI endpoint(PlatformService service) {
    return URI.create("http://localhost:" + ports.of(service));
  }

  @Override
  public URI endpoint() {
    return endpoint(PlatformService.GATEWAY);
  }

  @Override
  public String adminToken() {
    return AdminTokens.in(folder.resolve("gateway"));
  }

  /** Kills a process and starts it again. */
  void restart(String name) {
    kill(name);
    again(name);
  }

  /** Kills a process, which is named after its service if it is the first of it. */
  void kill(String name) {
    Objects.requireNonNull(processes.get(name)).kill();
  }

  /** Starts a process again that was killed. */
  void again(String name) {
    var next = Objects.requireNonNull(processes.get(name)).again();
    processes.put(name, next);
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

    List<String> arguments(String id, int port) {
      var service = PlatformService.of(id).orElseThrow();
      var arguments = new ArrayList<String>();
      arguments.add("--server.port=" + port);
      ports.forEach(
          (other, at) ->
              arguments.add("--triggerfish.addresses." + other.id() + "=http://127.0.0.1:" + at));
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
