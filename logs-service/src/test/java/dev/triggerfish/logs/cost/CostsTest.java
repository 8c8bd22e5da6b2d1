package dev.triggerfish.logs.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.MetricBatch.Charge;
import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnEachDatabase("logs")
class CostsTest {

  private static final PriceProperties LIST =
      new PriceProperties(
          new BigDecimal("0.0000166667"),
          new BigDecimal("0.0000133334"),
          new BigDecimal("0.0000002"),
          new BigDecimal("0.0000000309"));
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  private final ServiceContext context;
  private final CostStore store;
  private final CostsController controller;

  CostsTest(TestDatabase database) {
    context = new ServiceContext(database, LogsStorageConfiguration.class, CostConfiguration.class);
    store = context.bean(CostStore.class);
    controller = new CostsController(store, LIST);
  }

  @AfterEach
  void close() {
    context.close();
  }

  @ParameterizedTest
  @CsvSource({
    "x86_64, 1024, 512, 1, 1000, 1, 0.0000168667",
    "arm64, 1024, 512, 1, 1000, 1, 0.0000135334",
    "x86_64, 128, 512, 1, 100, 0.0125, 0.00000040833375",
    "x86_64, 1024, 1536, 1, 1000, 1, 0.0000168976",
    "x86_64, 10240, 512, 1000000, 1000000, 10000, 0.366667",
    "x86_64, 129, 512, 3, 1, 0.0001259765625, 0.000000602099614",
    "x86_64, 128, 512, 0, 0, 0, 0"
  })
  void pricesAreExact(
      String architecture,
      int memory,
      int storage,
      long requests,
      long billed,
      BigDecimal gigabyteSeconds,
      BigDecimal price) {
    var cost = Cost.of(new Usage(architecture, memory, storage, requests, billed), LIST).plain();
    assertThat(cost.gbSeconds()).isEqualByComparingTo(gigabyteSeconds);
    var rounded = cost.price().setScale(price.scale(), java.math.RoundingMode.HALF_UP);
    assertThat(rounded).isEqualTo(price);
  }

  @Test
  void listsByFunctionVersionAndDay() {
    add("f", "$LATEST", DAY, 128, 1, 100);
    add("f", "$LATEST", DAY, 256, 1, 100);
    add("f", "$LATEST", DAY.plusDays(1), 128, 2, 300);
    add("f", "1", DAY, 128, 1, 100);
    add("g", "$LATEST", DAY, 128, 1, 700);
    var all = json(null, null);
    assertThat(all.get("costs").size()).isEqualTo(4);
    assertThat(all.at("/costs/0/requests").asLong()).isEqualTo(2);
    assertThat(all.at("/costs/0/version").asString()).isEqualTo("$LATEST");
    assertThat(all.at("/total/requests").asLong()).isEqualTo(6);
    assertThat(all.at("/total/billedMillis").asLong()).isEqualTo(1_300);
    assertThat(json("g", null).at("/total/billedMillis").asLong()).isEqualTo(700);
    assertThat(json(null, DAY.plusDays(1)).at("/total/billedMillis").asLong()).isEqualTo(300);
    assertThat(json("f", DAY).at("/costs/0/gbSeconds").decimalValue())
        .isEqualByComparingTo("0.0375");
    assertThat(json("none", null).get("costs").size()).isZero();
  }

  @Test
  void writesSmallPricesWithoutExponents() {
    add("f", "$LATEST", DAY, 128, 1, 1);
    assertThat(controller.costs(null, null, "*/*").getBody())
        .contains("\"gbSeconds\":0.000125,\"price\":0.0000002020833375")
        .contains("\"request\":0.0000002");
  }

  @Test
  void drawsATableForPeople() {
    add("f", "$LATEST", DAY, 1_024, 2, 2_000);
    var answer = controller.costs(null, null, MediaType.TEXT_PLAIN_VALUE);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.TEXT_PLAIN);
    assertThat(answer.getBody())
        .isEqualTo(
            """
            day         account       region     function  version  requests  billed ms  GB-s           USD
            2026-11-22  000000000000  us-east-1  f         $LATEST         2       2000     2  0.0000337334
            total                                                          2       2000     2  0.0000337334
            """);
  }

  private JsonNode json(@Nullable String function, @Nullable LocalDate day) {
    return JsonMapper.shared().readTree(controller.costs(function, day, "*/*").getBody());
  }

  private void add(
      String function, String version, LocalDate day, int memory, long requests, long billed) {
    store.add(
        new Charge(
            "000000000000",
            "us-east-1",
            function,
            version,
            day.toEpochDay(),
            "x86_64",
            memory,
            512,
            requests,
            billed));
  }
}
