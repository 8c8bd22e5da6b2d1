package dev.triggerfish.invoker.environment;

/** Where environments reach the platform. */
public interface FunctionEndpoint {

  /** Path under which the Runtime API is served there. */
  String RUNTIME_PATH = "/_runtime";

  /** Host and port under which this process serves the Runtime API. */
  String runtimeApi();

  /**
   * Host and port of AWS's APIs for functions: the same as the Runtime API's where one process
   * serves everything, else the gateway's.
   */
  String awsApis();
}
