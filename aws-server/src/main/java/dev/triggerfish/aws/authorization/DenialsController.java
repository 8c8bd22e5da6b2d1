package dev.triggerfish.aws.authorization;

import dev.triggerfish.aws.authorization.Denials.Denial;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /_triggerfish/denials}: the last denials of this process, the newest first. */
@RestController
final class DenialsController {

  private final Denials denials;

  DenialsController(Denials denials) {
    this.denials = denials;
  }

  @GetMapping("/_triggerfish/denials")
  List<Denial> denials() {
    return denials.all();
  }
}
