package dev.triggerfish.aws.proxyevent;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes events of payload format 2.0. What is empty is left out, as on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Payloads of
 *     function URLs</a>
 */
public final class ProxyEvent {

  private static final JsonFactory JSON = new JsonFactory();

  /** The format of {@code 12/Mar/2020:19:03:58 +0000}. */
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** An estimate of the event's size without the body. */
  private static final int FRAME = 2_048;

  private ProxyEvent() {}

  /** The event as JSON, UTF-8. */
  public static byte[] write(ProxyRequest request, ProxyEventContext context) {
    var bytes = new ByteArrayOutputStream(FRAME + request.body().length);
    try (var out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      out.writeStartObject();
      out.writeStringProperty("version", "2.0");
      out.writeStringProperty("routeKey", context.routeKey());
      out.writeStringProperty("rawPath", request.rawPath());
      out.writeStringProperty("rawQueryString", request.rawQuery());
      cookies(out, request);
      texts(out, "headers", request.headers());
      optional(out, "queryStringParameters", WireText.parameters(request.rawQuery()));
      requestContext(out, request, context);
      optional(out, "pathParameters", context.pathParameters());
      optional(out, "stageVariables", context.stageVariables());
      body(out, request);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void cookies(JsonGenerator out, ProxyRequest request) {
    if (!request.cookies().isEmpty()) {
      out.writeArrayPropertyStart("cookies");
      request.cookies().forEach(out::writeString);
      out.writeEndArray();
    }
  }

  private static void requestContext(
      JsonGenerator out, ProxyRequest request, ProxyEventContext context) {
    out.writeObjectPropertyStart("requestContext");
    out.writeStringProperty("accountId", context.accountId());
    out.writeStringProperty("apiId", context.apiId());
    authorizer(out, context.authorizer());
    out.writeStringProperty("domainName", request.domainName());
    out.writeStringProperty("domainPrefix", context.apiId());
    out.writeObjectPropertyStart("http");
    out.writeStringProperty("method", request.method());
    out.writeStringProperty("path", request.rawPath());
    out.writeStringProperty("protocol", request.protocol());
    out.writeStringProperty("sourceIp", request.sourceIp());
    out.writeStringProperty("userAgent", request.userAgent());
    out.writeEndObject();
    out.writeStringProperty("requestId", context.requestId());
    out.writeStringProperty("routeKey", context.routeKey());
    out.writeStringProperty("stage", context.stage());
    out.writeStringProperty("time", TIME.format(context.time()));
    out.writeNumberProperty("timeEpoch", context.time().toEpochMilli());
    out.writeEndObject();
  }

  private static void authorizer(JsonGenerator out, @Nullable ProxyAuthorizer authorizer) {
    if (authorizer == null) {
      return;
    }
    out.writeObjectPropertyStart("authorizer");
    switch (authorizer) {
      case ProxyAuthorizer.Iam iam -> iam(out, iam);
      case ProxyAuthorizer.Jwt jwt -> jwt(out, jwt);
      case ProxyAuthorizer.Lambda lambda -> {
        out.writeName("lambda");
        var answered = lambda.context();
        out.writeRawValue(answered == null ? "null" : answered.toString());
      }
    }
    out.writeEndObject();
  }

  private static void iam(JsonGenerator out, ProxyAuthorizer.Iam iam) {
    out.writeObjectPropertyStart("iam");
    out.writeStringProperty("accessKey", iam.accessKey());
    out.writeStringProperty("accountId", iam.accountId());
    out.writeStringProperty("callerId", iam.callerId());
    out.writeNullProperty("cognitoIdentity");
    out.writeNullProperty("principalOrgId");
    out.writeStringProperty("userArn", iam.userArn());
    out.writeStringProperty("userId", iam.userId());
    out.writeEndObject();
  }

  private static void jwt(JsonGenerator out, ProxyAuthorizer.Jwt jwt) {
    out.writeObjectPropertyStart("jwt");
    texts(out, "claims", jwt.claims());
    var scopes = jwt.scopes();
    if (scopes == null) {
      out.writeNullProperty("scopes");
    } else {
      out.writeArrayPropertyStart("scopes");
      scopes.forEach(out::writeString);
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  static void body(JsonGenerator out, ProxyRequest request) {
    if (request.body().length == 0) {
      out.writeBooleanProperty("isBase64Encoded", false);
      return;
    }
    // A text type does not make text of bytes that are none: they would arrive damaged.
    var text = isText(request) ? WireText.utf8(request.body()) : null;
    if (text == null) {
      out.writeBinaryProperty("body", request.body());
    } else {
      out.writeStringProperty("body", text);
    }
    out.writeBooleanProperty("isBase64Encoded", text == null);
  }

  /** The content types whose bodies AWS passes on as text. */
  private static boolean isText(ProxyRequest request) {
    var header = request.header("content-type");
    if (header == null || request.header("content-encoding") != null) {
      return false;
    }
    var end = header.indexOf(';');
    var type = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.endsWith("+json")
        || type.endsWith("+xml")
        || switch (type) {
          case "application/json", "application/xml", "application/javascript" -> true;
          default -> false;
        };
  }

  private static void optional(JsonGenerator out, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      texts(out, name, values);
    }
  }

  private static void texts(JsonGenerator out, String name, Map<String, String> values) {
    out.writeObjectPropertyStart(name);
    values.forEach(out::writeStringProperty);
    out.writeEndObject();
  }
}
