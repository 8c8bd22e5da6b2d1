package dev.triggerfish.gateway.httpapi.api;

import java.time.Instant;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** An API as clients see it. */
final class ApiReplies {

  private ApiReplies() {}

  static Api of(HttpApi api, ApiAddresses addresses) {
    var settings = api.settings();
    return Api.builder()
        .apiEndpoint(addresses.of(api.apiId()))
        .apiId(api.apiId())
        .apiKeySelectionExpression(settings.apiKeySelectionExpression())
        .corsConfiguration(CorsMapping.write(settings.cors()))
        .createdDate(Instant.ofEpochMilli(api.createdAt()))
        .description(settings.description())
        .disableExecuteApiEndpoint(settings.endpointDisabled())
        .ipAddressType(settings.ipAddressType())
        .name(settings.name())
        .protocolType(ProtocolType.HTTP)
        .routeSelectionExpression(SettingsRules.ROUTE_SELECTION)
        .tags(api.tags())
        .version(settings.version())
        .build();
  }
}
