package dev.triggerfish.invoker.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
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
    var size = Objects.requireNonNullElse(request.maxItems(), LARGEST_PAGE);
    var runtime = request.compatibleRuntimeAsString();
    var architecture = request.compatibleArchitectureAsString();
    var found = new ArrayList<LayerVersion>();
    var after = new LayerKey(caller.accountId(), caller.region(), text(request.marker(), ""));
    var names = store.names(after, LARGEST_PAGE);
    while (!names.isEmpty() && found.size() <= size) {
      for (var name : names) {
        after = new LayerKey(caller.accountId(), caller.region(), name);
        latest(after, runtime, architecture, found);
      }
      names = store.names(after, LARGEST_PAGE);
    }
    var page = found.subList(0, Math.min(found.size(), size));
    var reply = ListLayersResponse.builder().layers(page.stream().map(ListLayers::layer).toList());
    if (found.size() > size) {
      reply.nextMarker(marker(page.getLast().key().layer().name()));
    }
    return reply.build();
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
    var size = Objects.requireNonNullElse(request.maxItems(), LARGEST_PAGE);
    var found =
        store.versions(LayerKey.of(request.layerName(), caller), before(request.marker())).stream()
            .filter(
                version ->
                    version.matches(
                        request.compatibleRuntimeAsString(),
                        request.compatibleArchitectureAsString()))
            .limit(size + 1L)
            .toList();
    var page = found.subList(0, Math.min(found.size(), size));
    var reply =
        ListLayerVersionsResponse.builder()
            .layerVersions(page.stream().map(LayerReplies::listed).toList());
    if (found.size() > size) {
      reply.nextMarker(marker(Long.toString(page.getLast().key().version())));
    }
    return reply.build();
  }

  private static long before(@Nullable String marker) {
    try {
      return Long.parseLong(text(marker, Long.toString(Long.MAX_VALUE)));
    } catch (NumberFormatException e) {
      throw LayerErrors.invalid("Invalid Marker");
    }
  }

  private static String marker(String last) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(UTF_8));
  }

  private static String text(@Nullable String marker, String none) {
    try {
      return marker == null ? none : new String(Base64.getUrlDecoder().decode(marker), UTF_8);
    } catch (IllegalArgumentException e) {
      throw LayerErrors.invalid("Invalid Marker");
    }
  }
}
