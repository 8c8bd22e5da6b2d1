package dev.triggerfish.aws.model;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.http.AwsHttpRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service's operations, found by name, or by method and raw path. */
public final class Operations {

  private final Map<String, OperationModel> byName = new LinkedHashMap<>();
  private final RouteTable routes = new RouteTable();

  Operations(Collection<OperationModel> operations, boolean rest) {
    for (OperationModel operation : operations) {
      byName.put(operation.name(), operation);
      if (rest) {
        routes.add(operation);
      }
    }
  }

  /** The operation of a name as on the wire, or null. */
  public @Nullable OperationModel find(String name) {
    return byName.get(name);
  }

  /** All operations. */
  public Collection<OperationModel> all() {
    return java.util.Collections.unmodifiableCollection(byName.values());
  }

  @Nullable OperationMatch matchPath(WireProtocol protocol, AwsHttpRequest request, String path) {
    return routes.match(protocol, request, path);
  }
}
