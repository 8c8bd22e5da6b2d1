package dev.triggerfish.aws.proxyevent;

import dev.triggerfish.aws.http.AwsHttpRequest;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes events of payload format 1.0 as HTTP APIs send them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Payload
 *     format version</a>
 */
public final class ProxyEventV1 {

  private static final JsonFactory JSON = new JsonFactory();

  /** An estimate of the event's size without the body. */
  private static final int FRAME = 4_096;

  private ProxyEventV1() {}

  /**
   * The event as JSON, UTF-8.
   *
   * @param received the request as it came: this format tells a header's values apart
   */
  public static byte[] write(
      ProxyRequest request, AwsHttpRequest received, ProxyEventContext context) {
    var bytes = new ByteArrayOutputStream(FRAME + request.body().length);
    try (var out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      out.writeStartObject();
      out.writeStringProperty("version", "1.0");
      out.writeStringProperty("resource", resource(context));
      out.writeStringProperty("path", request.rawPath());
      out.writeStringProperty("httpMethod", request.method());
      var headers = headers(request, received);
      lastValues(out, "headers", headers);
      allValues(out, "multiValueHeaders", headers);
      var parameters = WireText.allParameters(request.rawQuery());
      lastValues(out, "queryStringParameters", parameters);
      allValues(out, "multiValueQueryStringParameters", parameters);
      requestContext(out, request, context);
      texts(out, "pathParameters", context.pathParameters());
      texts(out, "stageVariables", context.stageVariables());
      body(out, request);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** The path of the route's key, or the key itself if it has none. */
  private static String resource(ProxyEventContext context) {
    var key = context.routeKey();
    return key.substring(key.indexOf(' ') + 1);
  }

  private static Map<String, List<String>> headers(ProxyRequest request, AwsHttpRequest received) {
    var headers = new TreeMap<String, List<String>>();
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    for (var name : received.headerNames()) {
      var values = received.headers(name).stream().map(WireText::ofOctets).toList();
      var lower = name.toLowerCase(Locale.ROOT);
      // What the front has changed is right as it stands in the request.
      if (lower.equals("cookie") || String.join(",", values).equals(request.header(lower))) {
        headers.put(lower, values);
      }
    }
    return headers;
  }

  private static void requestContext(
      JsonGenerator out, ProxyRequest request, ProxyEventContext context) {
    out.writeObjectPropertyStart("requestContext");
    out.writeStringProperty("accountId", context.accountId());
    out.writeStringProperty("apiId", context.apiId());
    out.writeObjectPropertyStart("authorizer");
    out.writeNullProperty("claims");
    out.writeNullProperty("scopes");
    out.writeEndObject();
    out.writeStringProperty("domainName", request.domainName());
    out.writeStringProperty("domainPrefix", context.apiId());
    out.writeStringProperty("extendedRequestId", context.requestId());
    out.writeStringProperty("httpMethod", request.method());
    identity(out, request, context);
    out.writeStringProperty("path", request.rawPath());
    out.writeStringProperty("protocol", request.protocol());
    out.writeStringProperty("requestId", context.requestId());
    out.writeStringProperty("requestTime", ProxyEvent.TIME.format(context.time()));
    out.writeNumberProperty("requestTimeEpoch", context.time().toEpochMilli());
    out.writeNullProperty("resourceId");
    out.writeStringProperty("resourcePath", resource(context));
    out.writeStringProperty("stage", context.stage());
    out.writeEndObject();
  }

  private static void identity(JsonGenerator out, ProxyRequest request, ProxyEventContext context) {
    var iam = context.authorizer() instanceof ProxyAuthorizer.Iam signed ? signed : null;
    out.writeObjectPropertyStart("identity");
    out.writeStringProperty("accessKey", iam == null ? null : iam.accessKey());
    out.writeStringProperty("accountId", iam == null ? null : iam.accountId());
    out.writeStringProperty("caller", iam == null ? null : iam.callerId());
    out.writeNullProperty("cognitoAuthenticationProvider");
    out.writeNullProperty("cognitoAuthenticationType");
    out.writeNullProperty("cognitoIdentityId");
    out.writeNullProperty("cognitoIdentityPoolId");
    out.writeNullProperty("principalOrgId");
    out.writeStringProperty("sourceIp", request.sourceIp());
    out.writeStringProperty("user", iam == null ? null : iam.userId());
    out.writeStringProperty("userAgent", request.userAgent());
    out.writeStringProperty("userArn", iam == null ? null : iam.userArn());
    out.writeEndObject();
  }

  private static void body(JsonGenerator out, ProxyRequest request) {
    if (request.body().length == 0) {
      out.writeNullProperty("body");
      out.writeBooleanProperty("isBase64Encoded", false);
    } else {
      ProxyEvent.body(out, request);
    }
  }

  private static void lastValues(JsonGenerator out, String name, Map<String, List<String>> values) {
    var last = new LinkedHashMap<String, String>();
    values.forEach((key, all) -> last.put(key, all.getLast()));
    texts(out, name, last);
  }

  private static void allValues(JsonGenerator out, String name, Map<String, List<String>> values) {
    if (values.isEmpty()) {
      out.writeNullProperty(name);
      return;
    }
    out.writeObjectPropertyStart(name);
    values.forEach(
        (key, all) -> {
          out.writeArrayPropertyStart(key);
          all.forEach(out::writeString);
          out.writeEndArray();
        });
    out.writeEndObject();
  }

  private static void texts(JsonGenerator out, String name, Map<String, String> values) {
    if (values.isEmpty()) {
      out.writeNullProperty(name);
      return;
    }
    out.writeObjectPropertyStart(name);
    values.forEach(out::writeStringProperty);
    out.writeEndObject();
  }
}
