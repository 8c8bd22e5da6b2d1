package dev.triggerfish.invoker.functionconfig;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.invoker.function.FunctionErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which layers a function may have together.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html">Lambda layers</a>
 */
public final class LayerRules {

  private static final int MOST_LAYERS = 5;

  /** Of code and layers together, unzipped. */
  private static final long MOST_BYTES = 262_144_000;

  private final FunctionLayers layers;

  public LayerRules(FunctionLayers layers) {
    this.layers = layers;
  }

  /** The layers that a request names, in its order: later ones win. */
  public List<LayerReference> require(List<String> arns, Caller caller) {
    if (arns.size() > MOST_LAYERS) {
      throw FunctionErrors.invalid("Cannot reference more than " + MOST_LAYERS + " layers.");
    }
    var found = new ArrayList<LayerReference>();
    Map<String, String> versions = new HashMap<>();
    for (var arn : arns) {
      var parsed = Arn.parse(arn);
      if (parsed == null || !parsed.region().equals(caller.region())) {
        throw FunctionErrors.invalid(
            "Layers are not in the same region as the function. Layers are expected to be in"
                + " region "
                + caller.region()
                + ".");
      }
      found.add(layers.require(arn, caller));
      var other = versions.put(arn.substring(0, arn.lastIndexOf(':')), arn);
      if (other != null) {
        throw FunctionErrors.invalid(
            "Two different versions of the same layer are not allowed to be referenced in the same"
                + " function. "
                + other
                + " and "
                + arn
                + " are versions of the same layer.");
      }
    }
    return found;
  }

  /**
   * Refuses layers that leave too little room.
   *
   * @param unzippedCode bytes of the function's own code
   */
  public static void checkSize(long unzippedCode, List<LayerReference> layers) {
    var ofLayers = layers.stream().mapToLong(LayerReference::unzippedSize).sum();
    if (ofLayers > MOST_BYTES) {
      throw FunctionErrors.invalid(
          "Layers consume more than the available size of " + MOST_BYTES + " bytes");
    }
    if (unzippedCode + ofLayers > MOST_BYTES) {
      throw FunctionErrors.invalid(
          "Function code combined with layers exceeds the maximum allowed size of "
              + MOST_BYTES
              + " bytes. The actual size is "
              + (unzippedCode + ofLayers)
              + " bytes.");
    }
  }
}
