package dev.triggerfish.gateway.site;

import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** Request ids as HTTP APIs have them, such as {@code JKJaXmPLvHcESHA=}: names, not secrets. */
final class GatewayRequestId {

  private static final int BYTES = 11;

  private GatewayRequestId() {}

  static String next() {
    var bytes = new byte[BYTES];
    ThreadLocalRandom.current().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
