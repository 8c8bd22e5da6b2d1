package dev.triggerfish.aws.health;

import dev.triggerfish.aws.health.HealthProbe.Finding;
import dev.triggerfish.aws.health.HealthProbe.State;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /_triggerfish/health}. */
@RestController
final class HealthController {

  private final List<HealthProbe> probes;

  HealthController(List<HealthProbe> probes) {
    this.probes = probes;
  }

  @GetMapping("/_triggerfish/health")
  ResponseEntity<Health> health() {
    var findings =
        probes.stream()
            .flatMap(probe -> probe.findings().stream())
            .sorted(Comparator.comparing(Finding::part))
            .toList();
    var worst =
        findings.stream().map(Finding::state).max(Comparator.naturalOrder()).orElse(State.UP);
    return ResponseEntity.status(worst == State.DOWN ? 503 : 200).body(new Health(worst, findings));
  }

  record Health(State state, List<Finding> parts) {}
}
