package dev.triggerfish.invoker.endpoint;

import dev.triggerfish.aws.web.EndpointAddresses;
import dev.triggerfish.invoker.environment.FunctionEndpoint;
import org.jspecify.annotations.Nullable;

/** The endpoint for functions that this process's web server has opened. */
record ServedFunctionEndpoint(EndpointAddresses addresses, @Nullable String gateway)
    implements FunctionEndpoint {

  @Override
  public String runtimeApi() {
    return addresses.functions();
  }

  @Override
  public String awsApis() {
    return gateway == null ? addresses.functions() : gateway;
  }
}
