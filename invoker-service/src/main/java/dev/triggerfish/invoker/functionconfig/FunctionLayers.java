package dev.triggerfish.invoker.functionconfig;

import dev.triggerfish.aws.operation.Caller;

/** Where functions get their layers from. */
public interface FunctionLayers {

  /**
   * A layer's version for a function that the caller creates or updates.
   *
   * @param layerVersionArn validated against AWS's pattern
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in AWS's words, if it is
   *     not there or the caller may not use it
   */
  LayerReference require(String layerVersionArn, Caller caller);
}
