package dev.triggerfish.invoker.layer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published version of a layer, which never changes.
 *
 * @param key of the version
 * @param content what clients gave
 */
record LayerVersion(LayerKey.Version key, Content content) {

  /**
   * What was published.
   *
   * @param created platform time
   * @param sha256 of the zip, hexadecimal: its name in the code store
   * @param size of the zip in bytes
   * @param unzippedSize sum of the files in it, in bytes
   * @param description may be empty
   * @param licenseInfo or null
   * @param runtimes null if the client did not say
   * @param architectures null if the client did not say
   */
  record Content(
      Instant created,
      String sha256,
      long size,
      long unzippedSize,
      String description,
      @Nullable String licenseInfo,
      @Nullable List<String> runtimes,
      @Nullable List<String> architectures) {}

  /** Whether it is for a runtime and an architecture, where these are asked for. */
  boolean matches(@Nullable String runtime, @Nullable String architecture) {
    return has(content.runtimes(), runtime) && has(content.architectures(), architecture);
  }

  private static boolean has(@Nullable List<String> values, @Nullable String value) {
    return value == null || (values != null && values.contains(value));
  }
}
