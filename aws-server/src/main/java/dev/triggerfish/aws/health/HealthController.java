package dev.triggerfish.aws.health;

import dev.triggerfish.aws.health.HealthProbe.Finding;
import dev.triggerfish.aws.health.HealthProbe.State;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /_triggerfish/health}. */
@RestController
final class HealthController {

  private final List<HealthProbe> probes;

  HealthController(List<HealthProbe> probes) {
    this.probes = probes;
  }

  /** Answers JSON, or a table for people if they ask for {@code text/plain}. */
  @GetMapping("/_triggerfish/health")
  ResponseEntity<?> health(
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept) {
    var findings =
        probes.stream()
            .flatMap(probe -> probe.findings().stream())
            .sorted(Comparator.comparing(Finding::part))
            .toList();
    var worst =
        findings.stream().map(Finding::state).max(Comparator.naturalOrder()).orElse(State.UP);
    var answer = ResponseEntity.status(worst == State.DOWN ? 503 : 200);
    return accept.startsWith(MediaType.TEXT_PLAIN_VALUE)
        ? answer.contentType(MediaType.TEXT_PLAIN).body(HealthTable.of(findings))
        : answer.contentType(MediaType.APPLICATION_JSON).body(new Health(worst, findings));
  }

  record Health(State state, List<Finding> parts) {}
}
