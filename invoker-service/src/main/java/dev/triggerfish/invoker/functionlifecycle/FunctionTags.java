package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.MappedFunctions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/**
 * Tags of functions, and of event source mappings.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html">Using tags on
 *     Lambda functions</a>
 */
final class FunctionTags implements OperationGroup {

  private static final int MOST_TAGS = 50;
  private static final String MAPPING = ":event-source-mapping:";

  private final Functions functions;
  private final FunctionStore store;
  private final MappedFunctions mappings;

  FunctionTags(Functions functions, FunctionStore store, MappedFunctions mappings) {
    this.functions = functions;
    this.store = store;
    this.mappings = mappings;
  }

  @AwsOperation(
      action = "lambda:TagResource",
      resource = "{Resource}",
      acts = {"Resource", "Tags"})
  TagResourceResponse tagResource(TagResourceRequest request, Caller caller) {
    if (request.tags().isEmpty()) {
      throw FunctionErrors.invalid("An error occurred and the request cannot be processed.");
    }
    change(
        request.resource(),
        caller,
        tags -> {
          tags.putAll(request.tags());
          requireFew(tags);
          return tags;
        });
    return TagResourceResponse.builder().build();
  }

  @AwsOperation(
      action = "lambda:UntagResource",
      resource = "{Resource}",
      acts = {"Resource", "TagKeys"})
  UntagResourceResponse untagResource(UntagResourceRequest request, Caller caller) {
    change(
        request.resource(),
        caller,
        tags -> {
          tags.keySet().removeAll(request.tagKeys());
          return tags;
        });
    return UntagResourceResponse.builder().build();
  }

  @AwsOperation(action = "lambda:ListTags", resource = "{Resource}", acts = "Resource")
  ListTagsResponse listTags(ListTagsRequest request, Caller caller) {
    var tags =
        isMapping(request.resource())
            ? changeMapping(request.resource(), UnaryOperator.identity())
            : store.tags(function(request.resource(), caller));
    return ListTagsResponse.builder().tags(tags).build();
  }

  /** Refuses more tags than a function can have. */
  static void requireFew(Map<String, String> tags) {
    if (tags.size() > MOST_TAGS) {
      throw FunctionErrors.invalid("Number of tags exceeds resource tag limit.");
    }
  }

  private FunctionKey function(String resource, Caller caller) {
    var arn = Arn.parse(resource);
    if (arn == null || !arn.resource().startsWith("function:")) {
      throw FunctionErrors.notSimulated("tags of anything but functions and event source mappings");
    }
    var name = FunctionName.addressed(resource, null, caller);
    if (name.qualifier() != null) {
      throw FunctionErrors.invalid(
          "Tags on function aliases and versions are not supported. Please specify a function"
              + " ARN.");
    }
    return functions.require(FunctionKey.of(name), null).key();
  }

  private static boolean isMapping(String resource) {
    return resource.contains(MAPPING);
  }

  private Map<String, String> changeMapping(
      String resource, UnaryOperator<Map<String, String>> change) {
    var arn = Arn.parse(resource);
    var changed =
        arn == null
            ? null
            : mappings.changeTags(
                arn.accountId(),
                arn.region(),
                arn.resource().substring(arn.resource().indexOf(':') + 1),
                change);
    if (changed == null) {
      throw FunctionErrors.missing("Event source mapping not found: " + resource);
    }
    return changed;
  }

  private void change(String resource, Caller caller, UnaryOperator<Map<String, String>> change) {
    if (isMapping(resource)) {
      changeMapping(resource, change);
      return;
    }
    var function = function(resource, caller);
    if (!store.changeTags(function, tags -> change.apply(new LinkedHashMap<>(tags)))) {
      throw FunctionErrors.notFound(function, null);
    }
  }
}
