package dev.triggerfish.aws.client;

import dev.triggerfish.aws.catalogue.AwsService;
import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.aws.client.AwsClients.ForwardAccessSession;
import dev.triggerfish.aws.identity.ForwardedPrincipal;
import dev.triggerfish.aws.pipeline.ServiceHeaders;
import dev.triggerfish.policy.Principal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkClient;

/** Calls of one principal by a client that many share: each says as whom it is made. */
final class ForwardedCalls implements InvocationHandler {

  private final SdkClient shared;
  private final String principal;

  private ForwardedCalls(SdkClient shared, String principal) {
    this.shared = shared;
    this.principal = principal;
  }

  /** Refuses a call that the other side would refuse, in whichever process that is. */
  static void requireAllowed(ForwardAccessSession session, Class<?> type) {
    var to = AwsService.ofClient(type).id();
    if (!PlatformService.forwardsTo(session.service()).contains(to)) {
      throw new IllegalArgumentException(session.service() + " forwards no rights to " + to);
    }
  }

  /**
   * A client that calls as a principal.
   *
   * @param shared makes the calls
   */
  static <C extends SdkClient> C client(Class<C> type, C shared, Principal principal) {
    var calls = new ForwardedCalls(shared, ForwardedPrincipal.encode(principal));
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null && arguments.length > 0 && arguments[0] instanceof AwsRequest request) {
      var changed = arguments.clone();
      changed[0] = forwarded(request);
      return call(method, changed);
    }
    if (method.isDefault()) {
      // It makes a request of what it is given, and comes back with it.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    // Others use the client too.
    return method.getName().equals("close") ? null : call(method, arguments);
  }

  private AwsRequest forwarded(AwsRequest request) {
    var configuration =
        request
            .overrideConfiguration()
            .map(AwsRequestOverrideConfiguration::toBuilder)
            .orElseGet(AwsRequestOverrideConfiguration::builder)
            .putHeader(ServiceHeaders.FORWARDED_PRINCIPAL, principal)
            .build();
    return request.toBuilder().overrideConfiguration(configuration).build();
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(shared, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
