package dev.triggerfish.gateway.httpapi.api;

import org.jspecify.annotations.Nullable;

/** The APIs as they answer calls, read from the store. */
public interface DeployedApis {

  /** The API with an id, or null if there is none, in any account. */
  @Nullable DeployedApi find(String apiId);
}
