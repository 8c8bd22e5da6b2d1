package dev.triggerfish.invoker.functionconfig;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code UpdateFunctionConfiguration} sets.
 *
 * @param runtime identifier such as {@code python3.12}
 * @param handler as the runtime understands it
 * @param role ARN of the execution role
 * @param description may be empty
 * @param timeout seconds, 1 to 900
 * @param memorySize MB, 128 to 10,240
 * @param ephemeralStorage MB, 512 to 10,240
 * @param environment the function's variables; null if none were ever supplied, which replies show
 * @param tracing {@code PassThrough} or {@code Active}
 * @param kmsKeyArn or null
 * @param logGroup null for the default, which follows the function's name
 * @param layers in the order in which they are merged; functions from before there were any have
 *     null in the store
 * @param deadLetterTarget ARN of where failed events go, or null
 */
public record FunctionSettings(
    String runtime,
    String handler,
    String role,
    String description,
    int timeout,
    int memorySize,
    int ephemeralStorage,
    @Nullable Map<String, String> environment,
    String tracing,
    @Nullable String kmsKeyArn,
    @Nullable String logGroup,
    List<LayerReference> layers,
    @Nullable String deadLetterTarget) {

  public FunctionSettings {
    // In the client's order, which the message about the 4 KB limit shows.
    environment =
        environment == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    layers = List.copyOf(Objects.requireNonNullElse(layers, List.of()));
  }

  public FunctionSettings withLayers(List<LayerReference> others) {
    return new FunctionSettings(
        runtime,
        handler,
        role,
        description,
        timeout,
        memorySize,
        ephemeralStorage,
        environment,
        tracing,
        kmsKeyArn,
        logGroup,
        others,
        deadLetterTarget);
  }

  /** The packages of the layers, in order. */
  public List<String> layerCodes() {
    return layers.stream().map(LayerReference::sha256).toList();
  }

  public FunctionSettings withDescription(String other) {
    return new FunctionSettings(
        runtime,
        handler,
        role,
        other,
        timeout,
        memorySize,
        ephemeralStorage,
        environment,
        tracing,
        kmsKeyArn,
        logGroup,
        layers,
        deadLetterTarget);
  }

  /** Without the values of variables, which are often secrets. */
  @Override
  public String toString() {
    return "FunctionSettings[" + runtime + ", " + handler + ", " + role + "]";
  }
}
