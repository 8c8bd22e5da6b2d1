package dev.triggerfish.aws.model;

import dev.triggerfish.aws.catalogue.AwsService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The AWS APIs whose models are in this library, each read from its file when it is first asked
 * for. The SDK's classes are only named here, never loaded: a process needs the SDK modules of the
 * services that it serves, and of no others.
 */
public final class ServiceModels {

  private static final String DIRECTORY = "META-INF/triggerfish/models/";

  private static final Set<String> IDS =
      Arrays.stream(AwsService.values())
          .map(AwsService::id)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, ServiceModel> models = new ConcurrentHashMap<>();
  private final JsonMapper json = JsonMapper.shared();

  /** Ids of all models. */
  public Set<String> ids() {
    return IDS;
  }

  /** The model of an id, or null if there is none. */
  public @Nullable ServiceModel find(String id) {
    return IDS.contains(id) ? models.computeIfAbsent(id, this::load) : null;
  }

  /**
   * The model of an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ServiceModel get(String id) {
    ServiceModel model = find(id);
    if (model == null) {
      throw new IllegalArgumentException("No model of a service " + id);
    }
    return model;
  }

  /** The model that an operation belongs to. */
  public ServiceModel of(OperationModel operation) {
    return get(operation.service());
  }

  private ServiceModel load(String id) {
    ObjectNode model = read(id + ".json");
    if (model == null) {
      throw new IllegalStateException("The model of " + id + " is not on the class path");
    }
    ObjectNode overrides = read(id + "-overrides.json");
    if (overrides != null) {
      merge(model, overrides);
    }
    return ServiceModelReader.read(model);
  }

  private @Nullable ObjectNode read(String name) {
    try (InputStream in =
        ServiceModels.class.getClassLoader().getResourceAsStream(DIRECTORY + name)) {
      return in == null ? null : (ObjectNode) json.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model " + name, e);
    }
  }

  /** RFC 7396: objects are merged, nulls delete, all else replaces. */
  private static void merge(ObjectNode target, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String name = change.getKey();
      if (change.getValue().isNull()) {
        target.remove(name);
      } else if (change.getValue() instanceof ObjectNode inner) {
        if (!(target.get(name) instanceof ObjectNode)) {
          target.putObject(name);
        }
        merge((ObjectNode) target.get(name), inner);
      } else {
        target.set(name, change.getValue());
      }
    }
  }
}
