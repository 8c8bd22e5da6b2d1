package dev.triggerfish.invoker.dispatch;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import dev.triggerfish.aws.trace.TraceHeader;
import dev.triggerfish.contracts.LogBatch;
import dev.triggerfish.contracts.LogBatch.LogLine;
import dev.triggerfish.invoker.concurrency.ConcurrencyFixtures;
import dev.triggerfish.invoker.concurrency.ConcurrencyLimiter;
import dev.triggerfish.invoker.environment.EnvironmentConfiguration;
import dev.triggerfish.invoker.environment.EnvironmentPools;
import dev.triggerfish.invoker.environment.FunctionEndpoint;
import dev.triggerfish.invoker.environment.MachineReport;
import dev.triggerfish.invoker.environment.RuntimeStock;
import dev.triggerfish.invoker.environment.cgroup.ResourceControlConfiguration;
import dev.triggerfish.invoker.environment.process.ProcessExecutorConfiguration;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationObserver;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.invoker.invocation.InvocationReport;
import dev.triggerfish.invoker.logs.BilledDuration;
import dev.triggerfish.invoker.logs.LogSink;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.invoker.role.ExecutionRoles;
import dev.triggerfish.invoker.role.RoleCredentials;
import dev.triggerfish.invoker.runtimeapi.RuntimeApiConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The invoker's core with real processes, behind a web server of its own; no Kafka, no database.
 */
public final class TestInvoker implements AutoCloseable {

  /** The function's account. */
  public static final String ACCOUNT = "000000000000";

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final Tomcat tomcat = new Tomcat();
  private final Path folder;
  private final ManualClock clock = new ManualClock();
  private final CollectedLogs logs = new CollectedLogs();
  private final Observed observed = new Observed();

  /**
   * Starts it.
   *
   * @param folder for its files
   * @param properties beyond the defaults
   */
  public TestInvoker(Path folder, Map<String, Object> properties) {
    this.folder = folder;
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", properties));
    context.registerBean(PlatformClock.class, () -> clock);
    context.registerBean(LogSink.class, () -> logs);
    context.registerBean(BilledDuration.class, () -> new BilledDuration(Duration.ofMillis(100)));
    context.registerBean(InvocationObserver.class, () -> observed);
    context.registerBean(ExecutionRoles.class, TestRoles::new);
    context.registerBean(ServiceStorage.class, () -> new TestStorage(folder));
    context.registerBean(FunctionEndpoint.class, () -> new TomcatEndpoint(tomcat));
    var limit = properties.getOrDefault("triggerfish.concurrency.account", 1_000).toString();
    context.registerBean(
        ConcurrencyLimiter.class, () -> ConcurrencyFixtures.limiter(Integer.parseInt(limit)));
    context.register(
        EnvironmentConfiguration.class,
        ResourceControlConfiguration.class,
        ProcessExecutorConfiguration.class,
        RuntimeApiConfiguration.class);
    context.registerBean(
        InvocationService.class,
        () ->
            new InvocationService(
                context.getBean(ConcurrencyLimiter.class),
                context.getBean(EnvironmentPools.class),
                observed));
    context.refresh();
    startTomcat();
  }

  private void startTomcat() {
    // As Spring Boot does: the servers of tests that run side by side have the same JMX names.
    Registry.disableRegistry();
    tomcat.setBaseDir(folder.resolve("tomcat").toString());
    tomcat.setPort(0);
    var connector = tomcat.getConnector();
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("keepAliveTimeout", "-1");
    connector.getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var root = tomcat.addContext("", null);
    var servlet = context.getBean("runtimeApiServlet", ServletRegistrationBean.class).getServlet();
    Tomcat.addServlet(root, "runtime", servlet);
    root.addServletMappingDecoded(FunctionEndpoint.RUNTIME_PATH + "/*", "runtime");
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  public ManualClock clock() {
    return clock;
  }

  public CollectedLogs logs() {
    return logs;
  }

  public Observed observed() {
    return observed;
  }

  public EnvironmentPools pools() {
    return context.getBean(EnvironmentPools.class);
  }

  public InvocationService invocations() {
    return context.getBean(InvocationService.class);
  }

  public MachineReport machine() {
    return context.getBean(MachineReport.class);
  }

  /** How many runtimes wait for a function. */
  public int prepared() {
    return context.getBean(RuntimeStock.class).waiting();
  }

  /** How many environments were given a runtime that had waited. */
  public long takenEarly() {
    return context.getBean(RuntimeStock.class).taken();
  }

  public String endpoint() {
    return context.getBean(FunctionEndpoint.class).runtimeApi();
  }

  /** A function of some files. */
  public FunctionFixture function(String runtime, @Nullable String handler) {
    return new FunctionFixture(folder, runtime, handler);
  }

  /** Runs a function with a log tail. */
  public InvocationOutcome invoke(FunctionVersion version, String payload) {
    return invocations().invoke(invocation(version, payload, true));
  }

  /** An invocation of a function. */
  public static Invocation invocation(FunctionVersion version, String payload, boolean tail) {
    var requestId = UUID.randomUUID().toString();
    return new Invocation(
        requestId,
        version,
        version.functionArn(),
        payload.getBytes(StandardCharsets.UTF_8),
        null,
        TraceHeader.fresh(requestId),
        tail);
  }

  /** What the caller of an outcome gets. */
  public static String payload(InvocationOutcome outcome) {
    return outcome instanceof InvocationOutcome.Ran ran
        ? new String(ran.payload(), StandardCharsets.UTF_8)
        : outcome.toString();
  }

  /** The tail of its log. */
  public static String tail(InvocationOutcome outcome) {
    return outcome instanceof InvocationOutcome.Ran ran
        ? String.valueOf(ran.execution().logTail())
        : outcome.toString();
  }

  @Override
  public void close() {
    context.close();
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  private record TomcatEndpoint(Tomcat tomcat) implements FunctionEndpoint {
    @Override
    public String runtimeApi() {
      return "127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    @Override
    public String awsApis() {
      return runtimeApi();
    }
  }

  /** Everything that was logged. */
  public static final class CollectedLogs implements LogSink {
    private final Queue<LogBatch> batches = new ConcurrentLinkedQueue<>();

    @Override
    public void accept(LogBatch batch) {
      batches.add(batch);
    }

    public List<LogBatch> batches() {
      return List.copyOf(batches);
    }

    public String text() {
      return batches.stream()
          .flatMap(batch -> batch.lines().stream())
          .map(LogLine::message)
          .collect(Collectors.joining("\n"));
    }
  }

  /** What was said about invocations. */
  public static final class Observed implements InvocationObserver {
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final Queue<InvocationReport> reports = new ConcurrentLinkedQueue<>();

    public List<String> events() {
      return List.copyOf(events);
    }

    public List<InvocationReport> reports() {
      return List.copyOf(reports);
    }

    @Override
    public Running started(Invocation invocation) {
      events.add("started");
      return () -> events.add("ended");
    }

    @Override
    public void throttled(Invocation invocation) {
      events.add("throttled");
    }

    @Override
    public void ran(Invocation invocation, InvocationOutcome.Ran outcome) {
      events.add("ran " + outcome.getClass().getSimpleName());
    }

    @Override
    public void reported(InvocationReport report) {
      reports.add(report);
    }
  }

  private static final class TestRoles implements ExecutionRoles {
    @Override
    public void requireAssumable(ExecutionRole role) {}

    @Override
    public RoleCredentials credentials(ExecutionRole role) {
      return new RoleCredentials(
          "ASIATESTTESTTESTTEST",
          "secret-of-the-role",
          "token-of-the-role",
          Instant.parse("2100-01-01T00:00:00Z"),
          "AROATESTTESTTESTTEST",
          role.sessionName());
    }
  }

  private record TestStorage(Path root) implements ServiceStorage {
    @Override
    public Database database(String service) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path folder(String service) {
      try {
        return Files.createDirectories(root.resolve("data").resolve(service));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
