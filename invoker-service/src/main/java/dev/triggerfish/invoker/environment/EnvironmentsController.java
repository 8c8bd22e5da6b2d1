package dev.triggerfish.invoker.environment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /_triggerfish/environments}: the execution environments that exist now. */
@RestController
final class EnvironmentsController {

  private final EnvironmentPools pools;

  EnvironmentsController(EnvironmentPools pools) {
    this.pools = pools;
  }

  /**
   * As JSON, or as a table for people where {@code text/plain} is asked for.
   *
   * @param function bare name, to see its environments alone
   */
  @GetMapping("/_triggerfish/environments")
  ResponseEntity<?> environments(
      @RequestParam(name = "function", required = false) @Nullable String function,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept) {
    var found =
        pools.views().stream()
            .filter(view -> function == null || view.function().equals(function))
            .toList();
    var answer = ResponseEntity.ok();
    return accept.startsWith(MediaType.TEXT_PLAIN_VALUE)
        ? answer.contentType(MediaType.TEXT_PLAIN).body(EnvironmentsTable.of(found))
        : answer.contentType(MediaType.APPLICATION_JSON).body(new Environments(found));
  }

  record Environments(List<EnvironmentView> environments) {}
}
