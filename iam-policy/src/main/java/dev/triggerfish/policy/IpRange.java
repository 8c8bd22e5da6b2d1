package dev.triggerfish.policy;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Addresses in CIDR notation; a bare address is a range of one.
 *
 * @param network 4 or 16 bytes
 * @param bits how many of them count
 */
record IpRange(byte[] network, int bits) implements ConditionValue {

  private static final int MAX_LENGTH = 64;

  /** Parses {@code 203.0.113.0/24} or {@code 2001:db8::/32}; null if it is neither. */
  static @Nullable IpRange of(String text) {
    int slash = text.indexOf('/');
    byte[] network = address(slash < 0 ? text : text.substring(0, slash));
    if (network == null) {
      return null;
    }
    int all = network.length * Byte.SIZE;
    int bits = slash < 0 ? all : prefix(text.substring(slash + 1));
    return bits < 0 || bits > all ? null : new IpRange(network, bits);
  }

  @Override
  public boolean matches(String requested, EvaluationContext context) {
    byte[] address = address(requested);
    if (address == null || address.length != network.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % Byte.SIZE);
      if (((address[i / Byte.SIZE] ^ network[i / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int prefix(String text) {
    boolean digits = text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && !text.isEmpty() ? Integer.parseInt(text) : -1;
  }

  private static byte @Nullable [] address(String text) {
    // A scope (%) would be looked up among this machine's interfaces.
    if (text.length() > MAX_LENGTH || text.indexOf('%') >= 0) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
