package dev.triggerfish.eventbus.dynamodb.metric;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.eventbus.dynamodb.table.AccountLimits;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import dev.triggerfish.eventbus.dynamodb.table.Throughput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What is provisioned, told every five minutes of platform time, as AWS does. */
final class ProvisionedMetrics implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ProvisionedMetrics.class);
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final double ACCOUNT = (double) AccountLimits.ACCOUNT;
  private static final double TABLE = (double) AccountLimits.TABLE;
  private static final String PERCENT = "Percent";

  private final Tables tables;
  private final TableMetrics metrics;
  private final PlatformClock clock;
  private volatile boolean running;

  ProvisionedMetrics(Tables tables, TableMetrics metrics, PlatformClock clock) {
    this.tables = tables;
    this.metrics = metrics;
    this.clock = clock;
  }

  private record Account(String id, String region) {}

  @Override
  public void start() {
    running = true;
    tellLater();
  }

  private void tellLater() {
    clock.schedule(
        INTERVAL,
        () -> {
          if (running) {
            try {
              tell();
            } catch (DataAccessException | TransactionException e) {
              LOG.warn("What is provisioned is told in five minutes", e);
            } finally {
              tellLater();
            }
          }
        });
  }

  private void tell() {
    var byAccount = new HashMap<Account, List<Throughput>>();
    for (var table : tables.provisioned()) {
      byAccount
          .computeIfAbsent(new Account(table.accountId(), table.region()), _ -> new ArrayList<>())
          .addAll(tell(table));
    }
    byAccount.forEach(this::tell);
  }

  /** Tells of a table and its global indexes, and returns what they have. */
  private List<Throughput> tell(Table table) {
    var own = Objects.requireNonNull(table.throughput());
    metrics.provisioned(table, null, own.reads(), own.writes());
    var all = new ArrayList<>(List.of(own));
    for (var index : table.indexes()) {
      var throughput = index.throughput();
      if (throughput != null) {
        metrics.provisioned(table, index, throughput.reads(), throughput.writes());
        all.add(throughput);
      }
    }
    return all;
  }

  private void tell(Account account, List<Throughput> provisioned) {
    Map<String, ToLongFunction<Throughput>> kinds =
        Map.of("Read", Throughput::reads, "Write", Throughput::writes);
    kinds.forEach(
        (kind, units) -> {
          var sum = provisioned.stream().mapToLong(units).sum();
          var most = provisioned.stream().mapToLong(units).max().orElse(0);
          ofAccount(account, "AccountMax" + kind + "s", TableMetrics.COUNT, ACCOUNT);
          ofAccount(account, "AccountMaxTableLevel" + kind + "s", TableMetrics.COUNT, TABLE);
          ofAccount(
              account,
              "AccountProvisioned" + kind + "CapacityUtilization",
              PERCENT,
              100 * sum / ACCOUNT);
          ofAccount(
              account,
              "MaxProvisionedTable" + kind + "CapacityUtilization",
              PERCENT,
              100 * most / TABLE);
        });
  }

  private void ofAccount(Account account, String metric, String unit, double value) {
    metrics.ofAccount(account.id, account.region, metric, unit, value);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
