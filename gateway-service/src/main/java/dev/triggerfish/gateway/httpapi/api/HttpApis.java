package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.Caller;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/** The APIs of accounts: found for their callers, and changed one change after the other. */
public final class HttpApis {

  private static final int MOST_OF_REGION = 600;

  private final HttpApiStore store;
  private final AutoDeployment autoDeployment;
  private final ApiChanges changes;
  private final PlatformClock clock;

  HttpApis(
      HttpApiStore store, AutoDeployment autoDeployment, ApiChanges changes, PlatformClock clock) {
    this.store = store;
    this.autoDeployment = autoDeployment;
    this.changes = changes;
    this.clock = clock;
  }

  public long now() {
    return clock.millis();
  }

  public HttpApiStore store() {
    return store;
  }

  /** The caller's API with an id. */
  public HttpApi existing(String apiId, Caller caller) {
    return ownedBy(caller, apiId, store.find(apiId));
  }

  /**
   * Keeps a new API under an id that is free, and deploys it.
   *
   * @param api any id
   */
  public HttpApi create(HttpApi api) {
    if (store.count(api.accountId(), api.region()) >= MOST_OF_REGION) {
      throw ApiErrors.limitReached("APIs");
    }
    var created = inserted(api);
    changes.changed(created.apiId());
    return created;
  }

  private HttpApi inserted(HttpApi api) {
    while (true) {
      var candidate = withId(api, ApiIds.next(ApiIds.API));
      var inserted =
          store
              .database()
              .transactions()
              .execute(
                  _ -> {
                    if (!store.insert(candidate)) {
                      return null;
                    }
                    var deployed = autoDeployment.deploy(null, candidate);
                    store.update(deployed);
                    return deployed;
                  });
      if (inserted != null) {
        return inserted;
      }
    }
  }

  private static HttpApi withId(HttpApi api, String apiId) {
    return new HttpApi(
        api.accountId(),
        api.region(),
        apiId,
        api.createdAt(),
        api.settings(),
        api.tags(),
        api.integrations(),
        api.routes(),
        api.stages());
  }

  /** Changes the caller's API, and deploys the change to the stages that want it at once. */
  public HttpApi change(String apiId, Caller caller, UnaryOperator<HttpApi> change) {
    HttpApi changed;
    try {
      changed =
          store
              .database()
              .transactions()
              .execute(
                  _ -> {
                    var before = ownedBy(caller, apiId, store.lock(apiId));
                    var after = autoDeployment.deploy(before, change.apply(before));
                    store.update(after);
                    return after;
                  });
    } catch (ConcurrencyFailureException e) {
      throw ApiErrors.conflict(
          "Unable to complete operation due to concurrent modification. Please try again later.");
    }
    changes.changed(apiId);
    return Objects.requireNonNull(changed);
  }

  public void delete(String apiId, Caller caller) {
    existing(apiId, caller);
    store.delete(apiId);
    changes.changed(apiId);
  }

  private static HttpApi ownedBy(Caller caller, String apiId, @Nullable HttpApi api) {
    if (api == null
        || !api.accountId().equals(caller.accountId())
        || !api.region().equals(caller.region())) {
      throw ApiErrors.noSuchApi(apiId, caller);
    }
    return api;
  }
}
