package dev.triggerfish.pattern;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A range of IP addresses in CIDR notation. */
final class AddressRange {

  private static final int LONGEST_ADDRESS = 45;

  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  static AddressRange of(String cidr) {
    var slash = cidr.indexOf('/');
    if (slash < 0 || cidr.indexOf('/', slash + 1) >= 0) {
      throw new IllegalArgumentException("Malformed CIDR, one '/' required");
    }
    var bits = bits(cidr.substring(slash + 1));
    var address = cidr.substring(0, slash);
    var network = bytes(address);
    if (network == null) {
      throw new IllegalArgumentException("Nonstandard IP address: " + address);
    }
    if (bits > network.length * Byte.SIZE) {
      throw new IllegalArgumentException(
          (network.length == 4 ? "IPv4" : "IPv6")
              + " mask bits must be < "
              + network.length * Byte.SIZE);
    }
    return new AddressRange(network, bits);
  }

  private static int bits(String text) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("Malformed CIDR, mask bits must be an integer");
    }
    return Integer.parseInt(text);
  }

  boolean contains(String text) {
    var address = bytes(text);
    if (address == null || address.length != network.length) {
      return false;
    }
    for (var bit = 0; bit < bits; bit += Byte.SIZE) {
      var mask = bits - bit >= Byte.SIZE ? 0xFF : 0xFF << (Byte.SIZE - (bits - bit));
      if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of an address, or null. Host names are not looked up. */
  private static byte @Nullable [] bytes(String text) {
    var standard =
        text.indexOf(':') >= 0
            ? text.indexOf('%') < 0
            : text.chars().filter(c -> c == '.').count() == 3;
    if (!standard || text.length() > LONGEST_ADDRESS) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
