package dev.triggerfish.aws.web;

import dev.triggerfish.aws.operation.Operation;
import dev.triggerfish.aws.operation.OperationRegistry;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /_triggerfish/operations}: what is served, and what each input member does. */
@RestController
final class OperationsController {

  private final OperationRegistry registry;

  OperationsController(OperationRegistry registry) {
    this.registry = registry;
  }

  @GetMapping("/_triggerfish/operations")
  List<Served> operations() {
    return registry.all().stream().map(Served::of).toList();
  }

  record Served(
      String service,
      String operation,
      String action,
      String resource,
      List<String> acts,
      List<String> stored,
      List<String> refused) {

    static Served of(Operation operation) {
      var declaration = operation.declaration();
      return new Served(
          operation.model().service(),
          operation.model().name(),
          declaration.action(),
          declaration.resource(),
          List.of(declaration.acts()),
          List.of(declaration.stored()),
          List.of(declaration.refused()));
    }
  }
}
