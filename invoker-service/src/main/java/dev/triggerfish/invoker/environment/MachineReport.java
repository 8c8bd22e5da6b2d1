package dev.triggerfish.invoker.environment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of this machine environments can make use of, and what is missing. */
public interface MachineReport {

  /** One line per subject. Looks at the machine: not for the hot path. */
  List<MachineFact> facts();

  /**
   * One finding.
   *
   * @param subject such as {@code sandbox} or {@code nodejs}
   * @param present whether it is there
   * @param detail what was found, or what its absence means
   * @param remedy the command that would install it, or null if nothing is missing
   */
  record MachineFact(String subject, boolean present, String detail, @Nullable String remedy) {}
}
