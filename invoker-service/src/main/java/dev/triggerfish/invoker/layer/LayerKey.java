package dev.triggerfish.invoker.layer;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Identity of a layer.
 *
 * @param accountId 12 digits
 * @param region such as {@code us-east-1}
 * @param name bare name
 */
record LayerKey(String accountId, String region, String name) {

  private static final String RESOURCE = "layer:";

  /**
   * The layer that a request names.
   *
   * @param text a bare name or an ARN, already validated against AWS's pattern
   */
  static LayerKey of(String text, Caller caller) {
    var arn = Arn.parse(text);
    if (arn == null) {
      return new LayerKey(caller.accountId(), caller.region(), text);
    }
    if (!arn.region().equals(caller.region())) {
      throw LayerErrors.nothingThere();
    }
    return new LayerKey(arn.accountId(), arn.region(), arn.resource().substring(RESOURCE.length()));
  }

  String arn() {
    return Arn.of("lambda", region, accountId, RESOURCE + name).toString();
  }

  String arn(long version) {
    return arn() + ":" + version;
  }

  /**
   * One version of a layer.
   *
   * @param version from 1
   */
  record Version(LayerKey layer, long version) {

    /** The version that an ARN names, or null if it names none. */
    static @Nullable Version of(String text) {
      var arn = Arn.parse(text);
      if (arn == null
          || !arn.service().equals("lambda")
          || !arn.resource().matches("layer:[a-zA-Z0-9_-]+:\\d{1,18}")) {
        return null;
      }
      var parts = arn.resource().split(":", -1);
      return new Version(
          new LayerKey(arn.accountId(), arn.region(), parts[1]), Long.parseLong(parts[2]));
    }

    /** The version that a request names, by the layer and a number that no model bounds. */
    static Version of(String layerName, long number, Caller caller) {
      if (number < 1) {
        throw LayerErrors.invalid("Layer Version Cannot be less than 1");
      }
      return new Version(LayerKey.of(layerName, caller), number);
    }

    String arn() {
      return layer.arn(version);
    }
  }
}
