package dev.triggerfish.logs.cost;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /_triggerfish/costs}: what functions cost, by function, version and day. */
@RestController
final class CostsController {

  private final CostStore store;
  private final PriceProperties prices;

  /** Writes small prices as people write them, without exponents. */
  private final JsonMapper json =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  CostsController(CostStore store, PriceProperties prices) {
    this.store = store;
    this.prices = prices;
  }

  /**
   * As JSON, or as a table for people where {@code text/plain} is asked for.
   *
   * @param function bare name, to see this one alone
   * @param day such as {@code 2026-11-22}, to see this one alone
   */
  @GetMapping("/_triggerfish/costs")
  ResponseEntity<String> costs(
      @RequestParam(name = "function", required = false) @Nullable String function,
      @RequestParam(name = "day", required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate day,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept) {
    var report = CostReport.of(store.list(function, day), prices);
    return accept.startsWith(MediaType.TEXT_PLAIN_VALUE)
        ? ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(CostTable.of(report))
        : ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .body(json.writeValueAsString(report));
  }
}
