package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.role.ExecutionRole;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The roles of functions that mappings invoke: of the version that would run now. */
public final class MappedFunctionRoles {

  private final FunctionResolver functions;
  private final FunctionCatalog catalog;

  MappedFunctionRoles(FunctionResolver functions, FunctionCatalog catalog) {
    this.functions = functions;
    this.catalog = catalog;
  }

  /** The role, or null if there is no such function. */
  public @Nullable ExecutionRole of(FunctionName name) {
    try {
      return functions
          .resolve(name.accountId(), name.region(), name.name(), name.qualifier())
          .version()
          .executionRole();
    } catch (ResourceNotFoundException e) {
      return null;
    } catch (ResourceConflictException e) {
      // A function that is still being made has a role already.
      var role = catalog.roleOf(FunctionKey.of(name), FunctionVersion.LATEST);
      return role == null
          ? null
          : new ExecutionRole(role, name.accountId(), name.region(), name.name());
    }
  }
}
