package dev.triggerfish.gateway.httpapi.api;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;

/** Reads and writes CORS settings, and checks what the model does not say. */
final class CorsMapping {

  private static final Set<String> METHODS = new HashSet<>(RouteKey.METHODS);
  private static final int MOST_VALUES = 100;

  static {
    METHODS.add("*");
  }

  private CorsMapping() {}

  static @Nullable CorsSettings read(@Nullable Cors cors) {
    if (cors == null) {
      return null;
    }
    check(cors);
    return new CorsSettings(
        List.copyOf(cors.allowOrigins()),
        cors.allowMethods().stream().map(method -> method.toUpperCase(Locale.ROOT)).toList(),
        List.copyOf(cors.allowHeaders()),
        List.copyOf(cors.exposeHeaders()),
        cors.allowCredentials(),
        cors.maxAge());
  }

  private static void check(Cors cors) {
    for (var values :
        List.of(
            cors.allowOrigins(), cors.allowMethods(), cors.allowHeaders(), cors.exposeHeaders())) {
      if (values.size() > MOST_VALUES) {
        throw ApiErrors.badRequest("A CORS configuration takes at most 100 values of a kind");
      }
    }
    for (var origin : cors.allowOrigins()) {
      if (!origin.equals("*") && !origin.contains("://")) {
        throw ApiErrors.badRequest(
            "Invalid format for origin " + origin + ", should begin with http:// or https://");
      }
    }
    for (var method : cors.allowMethods()) {
      if (!METHODS.contains(method.toUpperCase(Locale.ROOT))) {
        throw ApiErrors.badRequest("Invalid method in CORS configuration: " + method);
      }
    }
    if (Boolean.TRUE.equals(cors.allowCredentials()) && cors.allowOrigins().contains("*")) {
      throw ApiErrors.badRequest("allowCredentials is not supported when allowOrigins is *");
    }
  }

  static @Nullable Cors write(@Nullable CorsSettings cors) {
    if (cors == null) {
      return null;
    }
    return Cors.builder()
        .allowOrigins(orNull(cors.allowOrigins()))
        .allowMethods(orNull(cors.allowMethods()))
        .allowHeaders(orNull(cors.allowHeaders()))
        .exposeHeaders(orNull(cors.exposeHeaders()))
        .allowCredentials(cors.allowCredentials())
        .maxAge(cors.maxAge())
        .build();
  }

  private static @Nullable List<String> orNull(List<String> values) {
    return values.isEmpty() ? null : values;
  }
}
