package dev.triggerfish.gateway.site;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.triggerfish.gateway.httpapi.api.ApiChanges;
import dev.triggerfish.gateway.httpapi.api.DeployedApis;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The APIs that were called last, ready to answer. A change made in this process counts for the
 * next call; one made in another gateway's on the same database, within seconds.
 */
final class ServedApis implements ApiChanges {

  private static final int MOST = 10_000;
  private static final Duration OTHERS_CHANGES = Duration.ofSeconds(5);

  private final LoadingCache<String, Optional<ServedApi>> served;

  ServedApis(DeployedApis deployed) {
    served =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .refreshAfterWrite(OTHERS_CHANGES)
            .build(apiId -> Optional.ofNullable(deployed.find(apiId)).map(ServedApi::of));
  }

  /** The API with an id, or null if there is none. */
  @Nullable ServedApi find(String apiId) {
    return served.get(apiId).orElse(null);
  }

  @Override
  public void changed(String apiId) {
    served.invalidate(apiId);
  }
}
