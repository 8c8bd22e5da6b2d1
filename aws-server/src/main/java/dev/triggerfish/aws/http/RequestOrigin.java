package dev.triggerfish.aws.http;

/** Through which door a request came. */
public enum RequestOrigin {
  /** The public endpoint. */
  CLIENT,
  /** The endpoint that is handed to functions: no root keys are taken here. */
  ENVIRONMENT,
  /** A call within the process. */
  INTERNAL
}
