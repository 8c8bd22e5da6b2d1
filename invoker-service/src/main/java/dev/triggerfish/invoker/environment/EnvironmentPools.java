package dev.triggerfish.invoker.environment;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The environments of this process, one pool for each deployment of a version. */
public final class EnvironmentPools implements AutoCloseable {

  private static final Duration LOG_FLUSH = Duration.ofMillis(500);
  private static final Duration SHORTEST = Duration.ofMillis(10);

  private final EnvironmentFactory factory;
  private final PlatformClock clock;
  private final Duration idleTimeout;
  private final ConcurrentHashMap<String, EnvironmentPool> pools = new ConcurrentHashMap<>();

  /** Which deployment of a version is the present one, by qualified ARN. */
  private final ConcurrentHashMap<String, String> present = new ConcurrentHashMap<>();

  /** Pools of replaced deployments that still have running invocations. */
  private final Set<EnvironmentPool> retired = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean sweeping = new AtomicBoolean();
  private volatile boolean closed;

  EnvironmentPools(EnvironmentFactory factory, PlatformClock clock, RunningContext context) {
    this.factory = factory;
    this.clock = clock;
    this.idleTimeout = context.limits().idleTimeout();
    context.timers().every(LOG_FLUSH, this::flushLogs);
  }

  /**
   * An environment for one invocation: a warm one, or a new one.
   *
   * @param permission asked for before one is made
   * @throws E if there is no warm one, and a new one is not permitted
   * @throws RuntimeStartException if none can be made on this machine
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if the role cannot be
   *     assumed
   */
  public <E extends Exception> EnvironmentLease lease(
      FunctionVersion version, StartPermission<E> permission)
      throws E, RuntimeStartException, InterruptedException {
    while (!closed) {
      var lease = pool(version).lease(permission);
      if (lease != null) {
        sweepLater();
        return lease;
      }
    }
    throw new RuntimeStartException("The invoker is shutting down", null);
  }

  private EnvironmentPool pool(FunctionVersion version) {
    var id = version.deploymentId();
    var pool = pools.get(id);
    if (pool != null) {
      return pool;
    }
    var before = present.put(version.qualifiedArn(), id);
    if (before != null && !before.equals(id)) {
      retire(before);
    }
    return pools.computeIfAbsent(id, key -> new EnvironmentPool(version, factory, clock));
  }

  /** Ends the environments of a function that was deleted, after what they are doing now. */
  public void functionDeleted(String functionArn) {
    for (var pool : pools.values()) {
      var version = pool.version();
      if (version.functionArn().equals(functionArn)) {
        retire(version.deploymentId());
        present.remove(version.qualifiedArn());
      }
    }
  }

  /** Ends the environments of a version that was deleted, after what they are doing now. */
  public void versionDeleted(String qualifiedArn) {
    var deploymentId = present.remove(qualifiedArn);
    if (deploymentId != null) {
      retire(deploymentId);
    }
  }

  /** Ends the environments of one deployment, after what they are doing now. */
  void retire(String deploymentId) {
    var pool = pools.remove(deploymentId);
    if (pool != null) {
      retired.add(pool);
      pool.retire();
    }
  }

  /** All environments that exist in this process. */
  public List<ExecutionEnvironment> environments() {
    var all = new ArrayList<ExecutionEnvironment>();
    pools.values().forEach(pool -> all.addAll(pool.environments()));
    retired.forEach(pool -> all.addAll(pool.environments()));
    return all;
  }

  /** What a person may see of them, the oldest first. */
  List<EnvironmentView> views() {
    return Stream.concat(pools.values().stream(), retired.stream())
        .flatMap(pool -> pool.views().stream())
        .sorted(Comparator.comparing(EnvironmentView::created).thenComparing(EnvironmentView::id))
        .toList();
  }

  private void sweepLater() {
    if (sweeping.compareAndSet(false, true)) {
      clock.schedule(idleTimeout, this::sweep);
    }
  }

  private void sweep() {
    sweeping.set(false);
    var idleBefore = clock.now().minus(idleTimeout);
    pools.values().forEach(pool -> pool.reap(idleBefore));
    retired.removeIf(EnvironmentPool::isEmpty);
    if (!closed && !environments().isEmpty()) {
      sweepAt(idleBefore);
    }
  }

  /** The next sweep comes when the environment that has been idle for longest is due. */
  private void sweepAt(Instant idleBefore) {
    var oldest = clock.now();
    for (var pool : pools.values()) {
      var since = pool.idleSince();
      oldest = since != null && since.isBefore(oldest) ? since : oldest;
    }
    if (sweeping.compareAndSet(false, true)) {
      var delay = Duration.between(idleBefore, oldest);
      clock.schedule(delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay, this::sweep);
    }
  }

  private void flushLogs() {
    environments().forEach(environment -> environment.lines().flush());
  }

  /** Kills everything, running invocations too. */
  @Override
  public void close() {
    closed = true;
    pools.values().forEach(EnvironmentPool::stop);
    retired.forEach(EnvironmentPool::stop);
  }
}
