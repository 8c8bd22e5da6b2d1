package dev.triggerfish.gateway.httpapi.stage;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.gateway.httpapi.api.ApiErrors;
import org.jspecify.annotations.Nullable;

/**
 * What can be tagged: an API or one of its stages, {@code arn:aws:apigateway:REGION::/apis/ID} with
 * or without {@code /stages/NAME} behind it.
 *
 * @param stage null for the API
 */
record TaggedResource(String apiId, @Nullable String stage) {

  private static final String APIS = "/apis/";
  private static final String STAGES = "/stages/";

  static TaggedResource parse(String text) {
    var arn = Arn.parse(text);
    if (arn == null || !arn.service().equals("apigateway") || !arn.resource().startsWith(APIS)) {
      throw ApiErrors.badRequest("Invalid ARN specified in the request");
    }
    var path = arn.resource().substring(APIS.length());
    var stages = path.indexOf(STAGES);
    return stages < 0
        ? new TaggedResource(path, null)
        : new TaggedResource(path.substring(0, stages), path.substring(stages + STAGES.length()));
  }
}
