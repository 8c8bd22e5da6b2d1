package dev.triggerfish.e2e;

import dev.triggerfish.aws.catalogue.PlatformService;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys by which services know each other. */
final class ServiceKeys {

  private final Map<String, String> secrets = new LinkedHashMap<>();

  ServiceKeys() {
    var random = new SecureRandom();
    for (var service : PlatformService.values()) {
      var bytes = new byte[20];
      random.nextBytes(bytes);
      secrets.put(service.id(), HexFormat.of().formatHex(bytes));
    }
  }

  /** What iam-service has to know. */
  List<String> all() {
    var properties = new ArrayList<String>();
    secrets.forEach(
        (service, secret) -> {
          properties.add("--triggerfish.services." + service + ".access-key-id=" + id(service));
          properties.add("--triggerfish.services." + service + ".secret-access-key=" + secret);
        });
    return properties;
  }

  /** What a service has to know of itself. */
  List<String> of(String service) {
    return List.of(
        "--triggerfish.service.access-key-id=" + id(service),
        "--triggerfish.service.secret-access-key=" + secrets.get(service));
  }

  private static String id(String service) {
    return "TRIGGERFISH" + service.toUpperCase(java.util.Locale.ROOT).replace("-", "");
  }

  /** For all-in-one, with signed bytes between its services. */
  static String[] carryingBytes() {
    var properties = new ArrayList<>(new ServiceKeys().all());
    properties.add("--triggerfish.clients.carry=bytes");
    return properties.toArray(String[]::new);
  }
}
