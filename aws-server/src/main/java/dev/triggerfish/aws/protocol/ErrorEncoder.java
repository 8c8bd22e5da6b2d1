package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.error.FrameworkError;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.model.ErrorModel;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import tools.jackson.core.JsonGenerator;

/** Writes exceptions as AWS writes its errors: code, status, casing and members by protocol. */
final class ErrorEncoder {

  /**
   * What is written of an error.
   *
   * @param code on the wire
   * @param namespace before the code in {@code __type}, or null
   * @param model null for errors that no model names
   */
  private record Rendered(
      String code,
      int status,
      boolean sender,
      String messageMember,
      @Nullable String message,
      @Nullable String namespace,
      @Nullable ErrorModel model) {}

  AwsHttpResponse encode(
      @Nullable ServiceModel service,
      @Nullable OperationModel operation,
      WireProtocol protocol,
      Map<String, String> labels,
      AwsServiceException error,
      String requestId) {
    Rendered rendered = rendered(service, operation, protocol, error);
    if (protocol == WireProtocol.REST_XML) {
      return RestXmlErrors.encode(
          rendered.code,
          rendered.status,
          rendered.message,
          labels,
          rendered.model == null ? null : StructurePlan.of(error.getClass().getName()),
          error,
          requestId);
    }
    return protocol.isXml()
        ? xml(service, rendered, error, requestId)
        : json(protocol, rendered, error, requestId);
  }

  WireError wireError(
      ServiceModel service,
      OperationModel operation,
      WireProtocol protocol,
      AwsServiceException error) {
    Rendered rendered = rendered(service, operation, protocol, error);
    ErrorModel model =
        rendered.model != null ? rendered.model : byCode(service, protocol, rendered.code);
    String legacy = model == null || !protocol.isAwsJson() ? null : model.legacyCode();
    return new WireError(
        legacy == null ? rendered.code : legacy,
        rendered.status,
        rendered.message,
        model == null ? null : model.exceptionClass());
  }

  /** Clients choose their exception by the code alone. */
  private static @Nullable ErrorModel byCode(
      ServiceModel service, WireProtocol protocol, String code) {
    for (ErrorModel model : service.errors().all()) {
      if (model.code(protocol).equals(code)) {
        return model;
      }
    }
    return null;
  }

  private static Rendered rendered(
      @Nullable ServiceModel service,
      @Nullable OperationModel operation,
      WireProtocol protocol,
      AwsServiceException error) {
    AwsErrorDetails details = error.awsErrorDetails();
    String named = details == null ? null : details.errorCode();
    ErrorModel model =
        service == null
            ? null
            : service.errors().find(error.getClass().getName(), named, operation);
    return model == null
        ? unmodelled(service, protocol, error, named)
        : modelled(service, protocol, error, model);
  }

  private static Rendered modelled(
      @Nullable ServiceModel service,
      WireProtocol protocol,
      AwsServiceException error,
      ErrorModel model) {
    return new Rendered(
        model.code(protocol),
        model.status(),
        model.sender(),
        model.messageMember(),
        message(error),
        service == null ? null : service.errorNamespace(),
        model);
  }

  private static Rendered unmodelled(
      @Nullable ServiceModel service,
      WireProtocol protocol,
      AwsServiceException error,
      @Nullable String named) {
    FrameworkError framework =
        named == null ? FrameworkError.INTERNAL_FAILURE : FrameworkError.find(named);
    if (framework == null) {
      int status = error.statusCode() == 0 ? 400 : error.statusCode();
      return new Rendered(
          String.valueOf(named), status, status < 500, "message", message(error), null, null);
    }
    if (protocol == WireProtocol.REST_XML) {
      RestXmlErrors.Named s3 = RestXmlErrors.of(framework);
      return new Rendered(
          s3.code(), s3.status(), s3.status() < 500, "Message", message(error), null, null);
    }
    // A code can be given another status than the layer's usual one.
    int usual = framework.status(false);
    int status =
        error.statusCode() == 0 || error.statusCode() == usual
            ? status(framework, protocol)
            : error.statusCode();
    if (service != null && service.clientErrorStatus() > 0 && status < 500) {
      status = service.clientErrorStatus();
    }
    String namespace =
        service == null || service.errorNamespace() == null ? null : namespace(framework);
    return new Rendered(
        code(framework, service, protocol),
        status,
        status < 500,
        framework.messageMember(),
        message(error),
        namespace,
        null);
  }

  /** SNS has a name of its own for missing permissions, which its model gives. */
  private static String code(
      FrameworkError framework, @Nullable ServiceModel service, WireProtocol protocol) {
    ErrorModel own =
        service == null || framework != FrameworkError.ACCESS_DENIED
            ? null
            : service.errors().find("AuthorizationErrorException");
    return own == null ? framework.code(protocol.isXml()) : own.code(protocol);
  }

  /** The RPC protocols answer 400 where REST has no such path. */
  private static int status(FrameworkError error, WireProtocol protocol) {
    return error == FrameworkError.UNKNOWN_OPERATION && protocol != WireProtocol.REST_JSON
        ? 400
        : error.status(protocol.isXml());
  }

  private static String namespace(FrameworkError error) {
    return error == FrameworkError.VALIDATION
        ? "com.amazon.coral.validate"
        : "com.amazon.coral.service";
  }

  private static @Nullable String message(AwsServiceException error) {
    AwsErrorDetails details = error.awsErrorDetails();
    if (details != null && details.errorMessage() != null) {
      return details.errorMessage();
    }
    // Not getMessage(): that adds the service and the request's id.
    return error.rawMessage();
  }

  private static AwsHttpResponse json(
      WireProtocol protocol, Rendered rendered, AwsServiceException error, String requestId) {
    boolean binary = protocol == WireProtocol.RPC_V2_CBOR;
    Map<String, String> headers =
        binary ? RpcCborProtocol.headers(requestId) : LinkedHashMap.newLinkedHashMap(4);
    headers.put("x-amzn-RequestId", requestId);
    headers.put("Content-Type", protocol.contentType());
    ErrorModel model = rendered.model;
    if (protocol == WireProtocol.REST_JSON) {
      headers.put("x-amzn-ErrorType", rendered.code);
    } else if (model != null && model.legacyCode() != null) {
      String blame = rendered.sender ? ";Sender" : ";Receiver";
      headers.put("x-amzn-query-error", model.legacyCode() + blame);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    try (JsonGenerator out = (binary ? Notation.CBOR : Notation.JSON).generator(body)) {
      out.writeStartObject();
      if (protocol != WireProtocol.REST_JSON) {
        String namespace = rendered.namespace == null ? "" : rendered.namespace + "#";
        out.writeStringProperty("__type", namespace + rendered.code);
      }
      if (model != null) {
        members(out, error, headers);
      }
      if (rendered.message != null) {
        out.writeStringProperty(rendered.messageMember, WellFormed.text(rendered.message));
      }
      out.writeEndObject();
    }
    return new AwsHttpResponse(rendered.status, headers, body.toByteArray());
  }

  private static void members(
      JsonGenerator out, AwsServiceException error, Map<String, String> headers) {
    StructurePlan plan = StructurePlan.of(error.getClass().getName());
    for (FieldPlan field : plan.elsewhere) {
      Object value = field.get(error);
      if (value != null && field.location == MarshallLocation.HEADER) {
        RestHeaders.write(field, value, headers);
      }
    }
    JsonWriter.members(out, plan, error);
  }

  private static AwsHttpResponse xml(
      @Nullable ServiceModel service,
      Rendered rendered,
      AwsServiceException error,
      String requestId) {
    XmlWriter out = new XmlWriter();
    out.start("ErrorResponse", service == null ? null : service.xmlNamespace());
    out.start("Error", null);
    out.element("Type", rendered.sender ? "Sender" : "Receiver");
    out.element("Code", rendered.code);
    if (rendered.message != null) {
      out.element("Message", rendered.message);
    }
    if (rendered.model != null) {
      out.members(StructurePlan.of(error.getClass().getName()), error);
    }
    out.end("Error");
    out.element("RequestId", requestId);
    out.end("ErrorResponse");
    return new AwsHttpResponse(rendered.status, QueryProtocol.headers(requestId), out.bytes());
  }
}
