package dev.triggerfish.aws.health;

import dev.triggerfish.aws.admin.PeerPages;
import dev.triggerfish.aws.admin.PeerPages.Gathered;
import dev.triggerfish.aws.health.HealthProbe.Finding;
import dev.triggerfish.aws.health.HealthProbe.State;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /_triggerfish/health}: how all parts of all services are. */
@RestController
final class HealthController {

  private static final String PATH = "/_triggerfish/health";

  private final List<HealthProbe> probes;
  private final PeerPages peers;

  HealthController(List<HealthProbe> probes, PeerPages peers) {
    this.probes = probes;
    this.peers = peers;
  }

  /** Answers JSON, or a table for people if they ask for {@code text/plain}. */
  @GetMapping(PATH)
  ResponseEntity<?> health(
      @RequestParam(name = PeerPages.OWN, defaultValue = "false") boolean own,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept) {
    var here = probes.stream().flatMap(probe -> probe.findings().stream());
    var findings =
        Stream.concat(here, ofOthers(peers.gather(PATH, Health.class, own)))
            .sorted(Comparator.comparing(Finding::part))
            .toList();
    var worst =
        findings.stream().map(Finding::state).max(Comparator.naturalOrder()).orElse(State.UP);
    var answer = ResponseEntity.status(worst == State.DOWN ? 503 : 200);
    return accept.startsWith(MediaType.TEXT_PLAIN_VALUE)
        ? answer.contentType(MediaType.TEXT_PLAIN).body(HealthTable.of(findings))
        : answer.contentType(MediaType.APPLICATION_JSON).body(new Health(worst, findings));
  }

  /** Parts that every process has are told apart by the service's name. */
  private static Stream<Finding> ofOthers(Gathered<Health> others) {
    var parts =
        others.answers().stream()
            .flatMap(
                peer -> peer.page().parts.stream().map(part -> ofService(peer.service(), part)));
    var away =
        others.unanswered().stream()
            .map(
                peer ->
                    new Finding(
                        peer.service(),
                        State.DOWN,
                        peer.why(),
                        "Is its process up, at triggerfish.addresses." + peer.service() + "?"));
    return Stream.concat(parts, away);
  }

  private static Finding ofService(String service, Finding finding) {
    return finding.part().startsWith(service + ".")
        ? finding
        : new Finding(
            service + "." + finding.part(), finding.state(), finding.detail(), finding.remedy());
  }

  record Health(State state, List<Finding> parts) {}
}
