package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.invoker.function.FunctionVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What tests stand on. */
public final class ConcurrencyFixtures {

  static final String ACCOUNT = "000000000000";
  static final String REGION = "us-east-1";

  private ConcurrencyFixtures() {}

  /** An account's limit, with no reservations and nothing that is kept. */
  public static ConcurrencyLimiter limiter(int limit) {
    return new RunningInvocations(limit, System::nanoTime);
  }

  static FunctionId id(String name) {
    return new FunctionId(ACCOUNT, REGION, name);
  }

  static FunctionVersion function(String name) {
    return function(name, FunctionVersion.LATEST);
  }

  static FunctionVersion function(String name, String version) {
    return new FunctionVersion(
        ACCOUNT,
        REGION,
        name,
        version,
        UUID.randomUUID().toString(),
        "python3.12",
        "index.handler",
        "arn:aws:iam::000000000000:role/r",
        3,
        128,
        512,
        "x86_64",
        Map.of(),
        Path.of("code"),
        List.of(),
        "/aws/lambda/" + name,
        "Text");
  }
}
