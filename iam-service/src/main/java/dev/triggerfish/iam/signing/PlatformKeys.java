package dev.triggerfish.iam.signing;

import dev.triggerfish.policy.Principal;
import java.util.Optional;

/** Keys that come from configuration: root users' and the platform's own services'. */
final class PlatformKeys {

  private final RootKeys rootKeys;
  private final ServiceKeyProperties serviceKeys;

  PlatformKeys(RootKeys rootKeys, ServiceKeyProperties serviceKeys) {
    this.rootKeys = rootKeys;
    this.serviceKeys = serviceKeys;
  }

  /**
   * A configured key.
   *
   * @param principal whose it is
   * @param secret of the key
   */
  record PlatformKey(Principal principal, String secret) {}

  Optional<PlatformKey> find(String accessKeyId) {
    var service = serviceKeys.owner(accessKeyId);
    if (service.isPresent()) {
      var principal = new Principal.Service(service.get().principals().getFirst(), null);
      return serviceKeys
          .ofService(service.get().id())
          .map(key -> new PlatformKey(principal, key.secretAccessKey()));
    }
    return rootKeys.find(accessKeyId).map(key -> new PlatformKey(key.principal(), key.secret()));
  }
}
