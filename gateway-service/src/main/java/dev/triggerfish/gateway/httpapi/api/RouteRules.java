package dev.triggerfish.gateway.httpapi.api;

import org.jspecify.annotations.Nullable;

/** What routes must keep to. */
public final class RouteRules {

  /** The authorization type of routes that anyone may call. */
  public static final String OPEN = "NONE";

  /** Of those that callers have to sign for; others are refused before they come here. */
  public static final String SIGNED = "AWS_IAM";

  public static final int MOST = 300;

  private RouteRules() {}

  /** The key, or an error if it is none. */
  public static String checked(String routeKey) {
    if (!routeKey.equals(RouteKey.DEFAULT) && RouteKey.parse(routeKey) == null) {
      throw ApiErrors.badRequest(
          "The provided route key is not formatted properly for HTTP protocol. Format should be"
              + " \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\"");
    }
    return routeKey;
  }

  public static String authorizationType(@Nullable String type, String otherwise) {
    return type == null ? otherwise : type;
  }

  /** No two routes of an API take the same requests. */
  public static void checkUnique(HttpApi api, ApiRoute route) {
    for (var other : api.routes().values()) {
      if (!other.routeId().equals(route.routeId()) && takeTheSame(other, route)) {
        throw ApiErrors.conflict(
            "Route with key " + other.routeKey() + " already exists for this API");
      }
    }
  }

  private static boolean takeTheSame(ApiRoute one, ApiRoute other) {
    var key = RouteKey.parse(one.routeKey());
    var otherKey = RouteKey.parse(other.routeKey());
    return one.routeKey().equals(other.routeKey())
        || (key != null && otherKey != null && key.matchesAsMuchAs(otherKey));
  }

  /** The target, or an error if it names no integration of the API. */
  public static @Nullable String checkedTarget(HttpApi api, @Nullable String target) {
    if (target == null) {
      return null;
    }
    var id = ApiRoute.integrationId(target);
    if (id == null || !api.integrations().containsKey(id)) {
      throw ApiErrors.badRequest("Invalid Integration identifier specified " + target);
    }
    return target;
  }
}
