package dev.triggerfish.invoker.layer;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.PageMarker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.LayersListItem;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsRequest;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsResponse;
import software.amazon.awssdk.services.lambda.model.ListLayersRequest;
import software.amazon.awssdk.services.lambda.model.ListLayersResponse;

/**
 * Lists an account's layers in one region by name, and a layer's versions, the newest first.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ListLayers.html">ListLayers</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ListLayerVersions.html">
 *     ListLayerVersions</a>
 */
final class ListLayers implements OperationGroup {

  private static final int LARGEST_PAGE = 50;

  private final LayerStore store;

  ListLayers(LayerStore store) {
    this.store = store;
  }

  @AwsOperation(
      action = "lambda:ListLayers",
      acts = {"CompatibleRuntime", "Marker", "MaxItems", "CompatibleArchitecture"})
  ListLayersResponse listLayers(ListLayersRequest request, Caller caller) {
    var size = PageMarker.size(request.maxItems());
    var runtime = request.compatibleRuntimeAsString();
    var architecture = request.compatibleArchitectureAsString();
    var found = new ArrayList<LayerVersion>();
    var after =
        new LayerKey(caller.accountId(), caller.region(), PageMarker.item(request.marker()));
    var names = store.names(after, LARGEST_PAGE);
    while (!names.isEmpty() && found.size() <= size) {
      for (var name : names) {
        after = new LayerKey(caller.accountId(), caller.region(), name);
        latest(after, runtime, architecture, found);
      }
      names = store.names(after, LARGEST_PAGE);
    }
    var page = PageMarker.page(found, size, version -> version.key().layer().name());
    return ListLayersResponse.builder()
        .layers(page.items().stream().map(ListLayers::layer).toList())
        .nextMarker(page.token())
        .build();
  }

  private void latest(
      LayerKey layer,
      @Nullable String runtime,
      @Nullable String architecture,
      List<LayerVersion> found) {
    store.versions(layer, Long.MAX_VALUE).stream()
        .filter(version -> version.matches(runtime, architecture))
        .findFirst()
        .ifPresent(found::add);
  }

  private static LayersListItem layer(LayerVersion latest) {
    return LayersListItem.builder()
        .layerName(latest.key().layer().name())
        .layerArn(latest.key().layer().arn())
        .latestMatchingVersion(LayerReplies.listed(latest))
        .build();
  }

  @AwsOperation(
      action = "lambda:ListLayerVersions",
      resource = "layer:{LayerName}",
      acts = {"CompatibleRuntime", "LayerName", "Marker", "MaxItems", "CompatibleArchitecture"})
  ListLayerVersionsResponse listLayerVersions(ListLayerVersionsRequest request, Caller caller) {
    var size = PageMarker.size(request.maxItems());
    var found =
        store.versions(LayerKey.of(request.layerName(), caller), before(request.marker())).stream()
            .filter(
                version ->
                    version.matches(
                        request.compatibleRuntimeAsString(),
                        request.compatibleArchitectureAsString()))
            .limit(size + 1L)
            .toList();
    var page = PageMarker.page(found, size, version -> Long.toString(version.key().version()));
    return ListLayerVersionsResponse.builder()
        .layerVersions(page.items().stream().map(LayerReplies::listed).toList())
        .nextMarker(page.token())
        .build();
  }

  private static long before(@Nullable String marker) {
    var item = PageMarker.item(marker);
    try {
      return item.isEmpty() ? Long.MAX_VALUE : Long.parseLong(item);
    } catch (NumberFormatException e) {
      throw PageMarker.invalid();
    }
  }
}
