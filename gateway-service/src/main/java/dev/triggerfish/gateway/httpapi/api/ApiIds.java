package dev.triggerfish.gateway.httpapi.api;

import java.security.SecureRandom;
import java.util.function.Predicate;

/** Identifiers as AWS makes them: lower-case letters and digits. */
public final class ApiIds {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  public static final int API = 10;
  public static final int PART = 7;
  public static final int DEPLOYMENT = 6;

  private ApiIds() {}

  public static String next(int length) {
    var id = new StringBuilder(length);
    for (var i = 0; i < length; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** One that is not taken. */
  public static String next(int length, Predicate<String> taken) {
    var id = next(length);
    while (taken.test(id)) {
      id = next(length);
    }
    return id;
  }
}
