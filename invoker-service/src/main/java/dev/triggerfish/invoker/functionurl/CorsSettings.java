package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.proxyevent.CorsPolicy;
import dev.triggerfish.aws.proxyevent.ProxyFront;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.Cors;

/** A URL's CORS settings as its owner has given them; null for what they have not. */
record CorsSettings(
    @Nullable Boolean allowCredentials,
    @Nullable List<String> allowHeaders,
    @Nullable List<String> allowMethods,
    @Nullable List<String> allowOrigins,
    @Nullable List<String> exposeHeaders,
    @Nullable Integer maxAge) {

  static @Nullable CorsSettings of(@Nullable Cors cors) {
    return cors == null
        ? null
        : new CorsSettings(
            cors.allowCredentials(),
            cors.hasAllowHeaders() ? cors.allowHeaders() : null,
            cors.hasAllowMethods() ? cors.allowMethods() : null,
            cors.hasAllowOrigins() ? cors.allowOrigins() : null,
            cors.hasExposeHeaders() ? cors.exposeHeaders() : null,
            cors.maxAge());
  }

  Cors shown() {
    return Cors.builder()
        .allowCredentials(allowCredentials)
        .allowHeaders(allowHeaders)
        .allowMethods(allowMethods)
        .allowOrigins(allowOrigins)
        .exposeHeaders(exposeHeaders)
        .maxAge(maxAge)
        .build();
  }

  CorsPolicy rules() {
    return new CorsPolicy(
        ProxyFront.FUNCTION_URL,
        orNone(allowOrigins),
        orNone(allowMethods),
        orNone(allowHeaders),
        orNone(exposeHeaders),
        maxAge,
        Boolean.TRUE.equals(allowCredentials));
  }

  private static List<String> orNone(@Nullable List<String> given) {
    return Objects.requireNonNullElse(given, List.of());
  }
}
