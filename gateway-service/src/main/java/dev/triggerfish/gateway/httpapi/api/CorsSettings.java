package dev.triggerfish.gateway.httpapi.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may call an API, see <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">AWS</a>.
 *
 * @param allowOrigins {@code *}, {@code https://*}, {@code http://*} or origins
 * @param allowMethods methods or {@code *}
 * @param allowHeaders names or {@code *}
 * @param exposeHeaders names or {@code *}
 * @param allowCredentials null if not said
 * @param maxAge seconds, −1 to 86,400; null if not said
 */
public record CorsSettings(
    List<String> allowOrigins,
    List<String> allowMethods,
    List<String> allowHeaders,
    List<String> exposeHeaders,
    @Nullable Boolean allowCredentials,
    @Nullable Integer maxAge) {}
