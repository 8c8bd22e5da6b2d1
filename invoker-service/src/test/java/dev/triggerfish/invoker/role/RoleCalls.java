package dev.triggerfish.invoker.role;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.clock.PlatformClock;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;

/** Roles that can be assumed, and clients that note what their sessions ask, and in whose name. */
public final class RoleCalls implements ExecutionRoles, AwsClients {

  /** What was asked, in order. */
  public final List<AwsRequest> requests = new ArrayList<>();

  /** The sessions whose clients were made, in order. */
  public final List<SessionIdentity> sessions = new ArrayList<>();

  /** What each request is answered; it may throw. */
  public Function<AwsRequest, Object> answer;

  /** How often a role was assumed. */
  public int assumed;

  /** Thrown when a role is assumed, unless it is null. */
  public @Nullable RuntimeException refusal;

  private final PlatformClock clock;

  /** Answers as a test says. */
  public RoleCalls(PlatformClock clock, Function<AwsRequest, Object> answer) {
    this.clock = clock;
    this.answer = answer;
  }

  @Override
  public void requireAssumable(ExecutionRole role) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RoleCredentials credentials(ExecutionRole role) {
    assumed++;
    if (refusal != null) {
      throw refusal;
    }
    return new RoleCredentials(
        "ASIA1", "hush", "quiet", clock.now().plusSeconds(3_600), "AROA1", role.sessionName());
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, ServiceIdentity identity) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, SessionIdentity session) {
    sessions.add(session);
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (arguments[0] instanceof Consumer<?>) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              var request = (AwsRequest) Objects.requireNonNull(arguments[0]);
              requests.add(request);
              return answer.apply(request);
            }));
  }
}
