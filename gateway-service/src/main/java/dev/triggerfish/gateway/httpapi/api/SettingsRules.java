package dev.triggerfish.gateway.httpapi.api;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;

/** Reads an API's own settings, and checks what the model does not say. */
public final class SettingsRules {

  public static final String ROUTE_SELECTION = "$request.method $request.path";
  private static final String API_KEY_SELECTION = "$request.header.x-api-key";
  private static final Set<String> ROUTE_SELECTIONS =
      Set.of(ROUTE_SELECTION, "${request.method} ${request.path}");
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_DESCRIPTION = 1_024;
  private static final int LONGEST_VERSION = 64;

  private SettingsRules() {}

  public static ApiSettings of(CreateApiRequest request) {
    return checked(
        new ApiSettings(
            request.name(),
            request.description(),
            request.version(),
            CorsMapping.read(request.corsConfiguration()),
            Boolean.TRUE.equals(request.disableExecuteApiEndpoint()),
            Objects.requireNonNullElse(request.apiKeySelectionExpression(), API_KEY_SELECTION),
            Objects.requireNonNullElse(request.ipAddressTypeAsString(), "ipv4")));
  }

  /** Settings with those replaced that a request names. */
  public static ApiSettings changed(ApiSettings settings, UpdateApiRequest request) {
    var cors = request.corsConfiguration();
    return checked(
        new ApiSettings(
            Objects.requireNonNullElse(request.name(), settings.name()),
            given(request.description(), settings.description()),
            given(request.version(), settings.version()),
            cors == null ? settings.cors() : CorsMapping.read(cors),
            Objects.requireNonNullElse(
                request.disableExecuteApiEndpoint(), settings.endpointDisabled()),
            Objects.requireNonNullElse(
                request.apiKeySelectionExpression(), settings.apiKeySelectionExpression()),
            Objects.requireNonNullElse(request.ipAddressTypeAsString(), settings.ipAddressType())));
  }

  /** HTTP APIs select routes in one way alone. */
  public static void checkRouteSelection(@Nullable String expression) {
    if (expression != null && !ROUTE_SELECTIONS.contains(expression)) {
      throw ApiErrors.badRequest(
          "HTTP APIs select routes by " + ROUTE_SELECTION + ", not by " + expression);
    }
  }

  public static @Nullable String given(@Nullable String value, @Nullable String otherwise) {
    return value == null ? otherwise : value;
  }

  public static void checkLength(@Nullable String value, String member, int longest) {
    if (value != null && value.length() > longest) {
      throw ApiErrors.badRequest(member + " must have at most " + longest + " characters");
    }
  }

  private static ApiSettings checked(ApiSettings settings) {
    if (settings.name().isEmpty()) {
      throw ApiErrors.badRequest("Name must not be empty");
    }
    checkLength(settings.name(), "Name", LONGEST_NAME);
    checkLength(settings.description(), "Description", LONGEST_DESCRIPTION);
    checkLength(settings.version(), "Version", LONGEST_VERSION);
    return settings;
  }
}
