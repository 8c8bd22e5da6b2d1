package dev.triggerfish.aws.catalogue;

/** AWS's wire protocols. */
public enum WireProtocol {
  REST_JSON("application/json"),
  AWS_JSON_1_0("application/x-amz-json-1.0"),
  AWS_JSON_1_1("application/x-amz-json-1.1"),
  QUERY("text/xml"),
  REST_XML("application/xml"),
  RPC_V2_CBOR("application/cbor");

  private final String contentType;

  WireProtocol(String contentType) {
    this.contentType = contentType;
  }

  /** The content type of answers. */
  public String contentType() {
    return contentType;
  }

  /** Whether errors have the short codes of the XML protocols, such as {@code AccessDenied}. */
  public boolean isXml() {
    return this == QUERY || this == REST_XML;
  }

  /** Whether the operation is named by {@code X-Amz-Target}. */
  public boolean isAwsJson() {
    return this == AWS_JSON_1_0 || this == AWS_JSON_1_1;
  }
}
