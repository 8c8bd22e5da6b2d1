package dev.triggerfish.aws.protocol;

import static java.util.Objects.requireNonNull;

import dev.triggerfish.aws.http.TestRequest;
import dev.triggerfish.aws.model.OperationMatch;
import dev.triggerfish.aws.model.ServiceModel;
import dev.triggerfish.aws.model.ServiceModels;

/** Requests as text, decoded by the codec under test. */
final class Requests {

  static final ServiceModels MODELS = new ServiceModels();
  static final ProtocolCodec CODEC = new ProtocolCodec(MODELS);

  private Requests() {}

  static DecodedRequest rest(
      String service, String method, String target, String body, String... headers) {
    return decode(service, TestRequest.of(method, target, body, headers));
  }

  static DecodedRequest json(String service, String operation, String body) {
    ServiceModel model = MODELS.get(service);
    return decode(
        service,
        TestRequest.of(
            "POST", "/", body, "X-Amz-Target: " + model.targetPrefix() + "." + operation));
  }

  static DecodedRequest query(String service, String form) {
    return decode(service, TestRequest.of("POST", "/", form));
  }

  private static DecodedRequest decode(String service, TestRequest request) {
    OperationMatch match = requireNonNull(MODELS.get(service).match(request, request.content()));
    return CODEC.decode(match, request, request.content());
  }
}
