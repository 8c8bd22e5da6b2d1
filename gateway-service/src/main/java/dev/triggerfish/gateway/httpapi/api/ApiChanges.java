package dev.triggerfish.gateway.httpapi.api;

/** Who is to be told of changed APIs. */
public interface ApiChanges {

  /** An API was made, changed or deleted; the change is committed. */
  void changed(String apiId);
}
