package dev.triggerfish.aws.catalogue;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the platform's services are, when each is a process of its own. These are all the addresses
 * that configuration gives: where an AWS service is follows from its owner in the catalogue.
 *
 * @param addresses by {@link PlatformService#id()}, such as {@code invoker: http://invoker:4572};
 *     one that is missing is taken to be on this machine, at {@link PlatformService#port()}
 */
@ConfigurationProperties("triggerfish")
public record PlatformAddresses(@DefaultValue Map<String, URI> addresses) {

  /** Unknown names are refused: whoever gives one expects something of it. */
  public PlatformAddresses {
    for (var id : addresses.keySet()) {
      if (PlatformService.of(id).isEmpty()) {
        throw new IllegalArgumentException("triggerfish.addresses." + id + " is no service");
      }
    }
  }

  /** The address of a service of the platform. */
  public URI of(PlatformService service) {
    var address = addresses.get(service.id());
    return address == null ? URI.create("http://127.0.0.1:" + service.port()) : address;
  }

  /**
   * The addresses of all services but one.
   *
   * @param own who asks
   */
  public Map<PlatformService, URI> others(PlatformService own) {
    var others = new EnumMap<PlatformService, URI>(PlatformService.class);
    for (var service : PlatformService.values()) {
      if (service != own) {
        others.put(service, of(service));
      }
    }
    return others;
  }
}
