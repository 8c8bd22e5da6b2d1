package dev.triggerfish.gateway.site;

import dev.triggerfish.gateway.site.ServedApi.ServedStage;
import org.jspecify.annotations.Nullable;

/**
 * Which stage a path is for: the one that its first segment names, or {@code $default}.
 *
 * @param routePath what routes are matched with, without the stage
 * @param eventPath what functions see: with the stage, unless it is {@code $default}
 */
record StagePath(ServedStage stage, String routePath, String eventPath) {

  private static final String DEFAULT = "$default";

  /**
   * The stage, or null if there is none for the path.
   *
   * @param rawPath path within the site
   * @param byPath whether the site was named by the path: then {@code /$default/…} names the stage
   */
  static @Nullable StagePath of(ServedApi api, String rawPath, boolean byPath) {
    var end = rawPath.indexOf('/', 1);
    var first = rawPath.substring(Math.min(1, rawPath.length()), end < 0 ? rawPath.length() : end);
    var name = PathSegments.decoded(first);
    var rest = end < 0 ? "/" : rawPath.substring(end);
    var ofRoot = api.stages().get(DEFAULT);
    if (name.equals(DEFAULT)) {
      return ofRoot == null
          ? null
          : new StagePath(ofRoot, byPath ? rest : rawPath, byPath ? rest : rawPath);
    }
    var named = api.stages().get(name);
    if (named != null) {
      return new StagePath(named, rest, rawPath);
    }
    return ofRoot == null ? null : new StagePath(ofRoot, rawPath, rawPath);
  }
}
