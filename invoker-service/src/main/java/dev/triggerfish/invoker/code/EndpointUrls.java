package dev.triggerfish.invoker.code;

/** Addresses that are handed to clients. */
public interface EndpointUrls {

  /** The public endpoint as clients reach it, without a slash at its end. */
  String publicEndpoint();
}
