package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.Members;
import dev.triggerfish.invoker.function.PageMarker;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;

/**
 * GetEventSourceMapping and ListEventSourceMappings.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html">
 *     ListEventSourceMappings</a>
 */
final class ReadEventSourceMappings implements OperationGroup {

  private static final int LARGEST_PAGE = 100;

  private final EventSourceMappings mappings;

  ReadEventSourceMappings(EventSourceMappings mappings) {
    this.mappings = mappings;
  }

  @AwsOperation(
      action = "lambda:GetEventSourceMapping",
      resource = "event-source-mapping:{UUID}",
      acts = "UUID")
  GetEventSourceMappingResponse getEventSourceMapping(
      GetEventSourceMappingRequest request, Caller caller) {
    var found = mappings.require(caller.accountId(), caller.region(), request.uuid());
    return Members.copy(MappingReplies.of(found), GetEventSourceMappingResponse.builder()).build();
  }

  @AwsOperation(
      action = "lambda:ListEventSourceMappings",
      acts = {"EventSourceArn", "FunctionName", "Marker", "MaxItems"})
  ListEventSourceMappingsResponse listEventSourceMappings(
      ListEventSourceMappingsRequest request, Caller caller) {
    var asked = request.maxItems();
    var size = asked == null ? LARGEST_PAGE : Math.min(asked, LARGEST_PAGE);
    var found =
        mappings.list(
            caller.accountId(),
            caller.region(),
            request.eventSourceArn(),
            request.functionName() == null
                ? null
                : FunctionName.addressed(request.functionName(), null, caller),
            PageMarker.item(request.marker()),
            size + 1);
    var page = PageMarker.page(found, size, EventSourceMapping::uuid);
    return ListEventSourceMappingsResponse.builder()
        .eventSourceMappings(page.items().stream().map(MappingReplies::of).toList())
        .nextMarker(page.token())
        .build();
  }
}
