package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.http.AwsHttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Bodies that clients have compressed, as the SDKs do with large {@code PutMetricData} requests.
 * Expanded only after the signature has been checked, which is over the compressed bytes.
 */
final class RequestCompression {

  /** AWS's largest request that may be compressed is 1 MB before compression. */
  private static final int MAX_EXPANDED = 8 * 1024 * 1024;

  private RequestCompression() {}

  static byte[] expand(WireProtocol protocol, AwsHttpRequest request, byte[] body) {
    // REST's Content-Encoding belongs to the payload, which is not ours to change.
    if (protocol == WireProtocol.REST_JSON
        || protocol == WireProtocol.REST_XML
        || !"gzip".equalsIgnoreCase(request.header("Content-Encoding"))) {
      return body;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] expanded = in.readNBytes(MAX_EXPANDED + 1);
      if (expanded.length > MAX_EXPANDED) {
        throw MalformedRequestException.of("The expanded request is too large");
      }
      return expanded;
    } catch (IOException e) {
      throw MalformedRequestException.of("The request is not compressed as it says", e);
    }
  }
}
