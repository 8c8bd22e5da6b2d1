package dev.triggerfish.invoker.functionconfig;

import java.util.List;

/**
 * What {@code UpdateFunctionCode} sets.
 *
 * @param sha256 of the zip, hexadecimal: its name in the code store
 * @param size of the zip in bytes
 * @param architectures exactly one, as AWS names it
 */
public record CodeSettings(String sha256, long size, List<String> architectures) {

  public CodeSettings {
    architectures = List.copyOf(architectures);
  }
}
