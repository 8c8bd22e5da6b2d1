package dev.triggerfish.invoker.functionurl;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.invoker.function.FunctionChanges;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * The function URLs of this process: found in memory, changed in the store first. A URL goes with
 * its function or alias.
 */
final class FunctionUrls implements FunctionChanges {

  private static final int MOST_IN_MEMORY = 10_000;
  private static final int ID_LENGTH = 32;
  private static final String ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final Pattern ID = Pattern.compile("[a-z0-9]{" + ID_LENGTH + "}");
  private static final Pattern NO_ALIAS = Pattern.compile("\\$LATEST|\\d+");

  private final FunctionUrlStore store;
  private final FunctionResolver functions;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, @Nullable FunctionUrl> inMemory =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  FunctionUrls(FunctionUrlStore store, FunctionResolver functions) {
    this.store = store;
    this.functions = functions;
  }

  /** The URL of an id that a client names, or null. */
  @Nullable FunctionUrl find(String urlId) {
    return ID.matcher(urlId).matches() ? inMemory.get(urlId, store::find) : null;
  }

  /**
   * The function or alias that a request about its URL names.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException ValidationException for a
   *     version, which cannot have a URL
   */
  static FunctionName named(String text, @Nullable String qualifier, Caller caller) {
    var name = FunctionName.addressed(text, qualifier, caller);
    if (name.qualifier() != null && NO_ALIAS.matcher(name.qualifier()).matches()) {
      throw FunctionUrlErrors.noAlias(name.qualifier());
    }
    return name;
  }

  /** Refuses a function or alias that does not exist. One that is still Pending does. */
  void requireFunction(FunctionName name) {
    try {
      functions.resolve(name.accountId(), name.region(), name.name(), name.qualifier());
    } catch (ResourceNotFoundException e) {
      throw FunctionUrlErrors.noFunction();
    } catch (ResourceConflictException e) {
      // It exists; that it cannot run yet is no reason against an address.
    }
  }

  FunctionUrl require(FunctionName name) {
    var url = store.find(name);
    if (url == null) {
      throw FunctionUrlErrors.noUrl();
    }
    return url;
  }

  void create(FunctionUrl url) {
    requireFunction(url.function());
    switch (store.insert(url)) {
      case DONE -> inMemory.invalidate(url.urlId());
      case EXISTS -> throw FunctionUrlErrors.exists(url.functionArn());
      case NO_FUNCTION -> throw FunctionUrlErrors.noFunction();
    }
  }

  FunctionUrl update(FunctionName name, UnaryOperator<FunctionUrl> change) {
    var updated = store.update(name, change);
    if (updated == null) {
      throw FunctionUrlErrors.noUrl();
    }
    inMemory.invalidate(updated.urlId());
    return updated;
  }

  void delete(FunctionName name) {
    var last = store.delete(name);
    if (last == null) {
      throw FunctionUrlErrors.noUrl();
    }
    inMemory.invalidate(last.urlId());
  }

  List<FunctionUrl> list(FunctionName name, String after, int most) {
    return store.list(name, after, most);
  }

  String newId() {
    return random
        .ints(ID_LENGTH, 0, ID_CHARACTERS.length())
        .mapToObj(at -> ID_CHARACTERS.substring(at, at + 1))
        .collect(Collectors.joining());
  }

  @Override
  public void functionUpdated(String retiredDeploymentId, FunctionVersion current) {
    // An address does not depend on what runs behind it.
  }

  @Override
  public void functionDeleted(FunctionVersion last) {
    var arn = last.functionArn();
    // The rows have gone with the function.
    inMemory.asMap().values().removeIf(url -> url != null && url.function().arn().equals(arn));
  }

  @Override
  public void qualifierDeleted(String functionArn, String qualifier) {
    var arn = Arn.parse(functionArn);
    if (arn != null && !NO_ALIAS.matcher(qualifier).matches()) {
      var name = arn.resource().substring(arn.resource().indexOf(':') + 1);
      var last = store.delete(new FunctionName(arn.accountId(), arn.region(), name, qualifier));
      if (last != null) {
        inMemory.invalidate(last.urlId());
      }
    }
  }
}
