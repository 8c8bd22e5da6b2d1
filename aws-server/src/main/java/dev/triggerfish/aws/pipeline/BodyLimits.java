package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.model.ServiceModel;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of a request are read, known before any is: reading comes before the signature,
 * which covers the body.
 */
final class BodyLimits {

  /**
   * More than nearly all requests may have. Invoke's limit is below it, so that the handler sees
   * how much too large a payload is, which AWS's answer says.
   */
  private static final int USUAL = 10 * 1024 * 1024;

  /** Lambda's for requests that hold a zip of 50 MB in Base64. */
  private static final int UPLOAD = 70_167_211;

  /** Operations by service that upload, as their path alone tells. */
  private static final Map<String, Set<String>> UPLOADS =
      Map.of("lambda", Set.of("CreateFunction", "UpdateFunctionCode", "PublishLayerVersion"));

  /** Limits by service, where they are lower than the usual one; CloudWatch's is 1 MB. */
  private static final Map<String, Integer> SMALL = Map.of("monitoring", 1024 * 1024);

  private BodyLimits() {}

  /** The limit of a request to a service. */
  static BodyLimit of(ServiceModel service, AwsHttpRequest request) {
    var match = service.match(request, AwsHttpResponse.EMPTY);
    var name = match == null ? null : match.operation().name();
    var upload = name != null && UPLOADS.getOrDefault(service.id(), Set.of()).contains(name);
    return new BodyLimit(upload ? UPLOAD : SMALL.getOrDefault(service.id(), USUAL), name);
  }

  /**
   * A limit.
   *
   * @param bytes that are read at most
   * @param operation for the error's message; null where the body itself would have to say it
   */
  record BodyLimit(int bytes, @Nullable String operation) {}
}
