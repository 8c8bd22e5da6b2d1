package dev.triggerfish.aws.catalogue;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A row of the catalogue while it is written, value by value. */
final class ServiceRow {

  final String id;
  final PlatformService owner;
  String signingName;
  String hostPrefix;
  List<WireProtocol> protocols = List.of();
  @Nullable String targetPrefix;
  @Nullable Pattern paths;
  @Nullable String principal;
  List<String> forwardsTo = List.of();
  String client = "";

  private ServiceRow(String id, PlatformService owner) {
    this.id = id;
    this.owner = owner;
    this.signingName = id;
    this.hostPrefix = id;
  }

  /** A row of which the ID and the owner are known. */
  static ServiceRow row(String id, PlatformService owner) {
    return new ServiceRow(id, owner);
  }

  ServiceRow signedAs(String name) {
    signingName = name;
    return this;
  }

  ServiceRow atHost(String prefix) {
    hostPrefix = prefix;
    return this;
  }

  ServiceRow speaks(WireProtocol... protocols) {
    this.protocols = List.of(protocols);
    return this;
  }

  ServiceRow target(String prefix) {
    targetPrefix = prefix;
    return this;
  }

  /** A regular expression for how paths begin. */
  ServiceRow paths(String begin) {
    paths = Pattern.compile(begin);
    return this;
  }

  ServiceRow principal(String name) {
    principal = name;
    return this;
  }

  ServiceRow forwardsTo(String... services) {
    forwardsTo = List.of(services);
    return this;
  }

  /** The SDK's client interface, without the package that all of them share. */
  ServiceRow client(String name) {
    client = name;
    return this;
  }
}
