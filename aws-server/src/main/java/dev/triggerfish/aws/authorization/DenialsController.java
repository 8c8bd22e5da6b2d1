package dev.triggerfish.aws.authorization;

import dev.triggerfish.aws.admin.PeerPages;
import dev.triggerfish.aws.admin.PeerPages.Unanswered;
import dev.triggerfish.aws.authorization.Denials.Denial;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /_triggerfish/denials}: the last denials of all services, the newest first. */
@RestController
final class DenialsController {

  private static final String PATH = "/_triggerfish/denials";

  private final Denials denials;
  private final PeerPages peers;

  DenialsController(Denials denials, PeerPages peers) {
    this.denials = denials;
    this.peers = peers;
  }

  @GetMapping(PATH)
  Page denials(@RequestParam(name = PeerPages.OWN, defaultValue = "false") boolean own) {
    var others = peers.gather(PATH, Page.class, own);
    var all =
        Stream.concat(denials.all().stream(), others.pages().flatMap(page -> page.denials.stream()))
            .sorted(Comparator.comparing(Denial::time).reversed())
            .limit(Denials.MOST)
            .toList();
    return new Page(all, others.unanswered());
  }

  /**
   * The body.
   *
   * @param unanswered services whose denials are not among these
   */
  record Page(List<Denial> denials, List<Unanswered> unanswered) {}
}
