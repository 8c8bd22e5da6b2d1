package dev.triggerfish.aws.model;

/** AWS's wire protocols. */
public enum WireProtocol {
  REST_JSON,
  AWS_JSON_1_0,
  AWS_JSON_1_1,
  QUERY,
  REST_XML,
  RPC_V2_CBOR
}
