package dev.triggerfish.logs.cost;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.triggerfish.logs.cost.CostStore.Used;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Costs by function, version and day (UTC, platform time), and what they come to.
 *
 * @param currency of all prices
 * @param prices that were reckoned with
 * @param costs one for each function, version and day
 * @param total of all
 */
record CostReport(String currency, PriceProperties prices, List<Line> costs, Cost total) {

  static CostReport of(List<Used> used, PriceProperties prices) {
    var costs = new LinkedHashMap<Key, Cost>();
    var total = Cost.NONE;
    for (var one : used) {
      var cost = Cost.of(one.usage(), prices);
      costs.merge(Key.of(one), cost, Cost::and);
      total = total.and(cost);
    }
    var lines = new ArrayList<Line>(costs.size());
    costs.forEach((key, cost) -> lines.add(key.line(cost.plain())));
    return new CostReport("USD", prices, lines, total.plain());
  }

  /** One line. */
  record Line(
      LocalDate day,
      String accountId,
      String region,
      String function,
      String version,
      @JsonUnwrapped Cost cost) {}

  private record Key(
      LocalDate day, String accountId, String region, String function, String version) {

    static Key of(Used used) {
      return new Key(used.day(), used.accountId(), used.region(), used.function(), used.version());
    }

    Line line(Cost cost) {
      return new Line(day, accountId, region, function, version, cost);
    }
  }
}
