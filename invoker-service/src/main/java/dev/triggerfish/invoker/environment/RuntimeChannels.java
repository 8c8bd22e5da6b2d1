package dev.triggerfish.invoker.environment;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The channels of all living runtimes, by the token that only the runtime itself was given. */
public final class RuntimeChannels {

  private static final int TOKEN_BYTES = 24;

  private final SecureRandom random = new SecureRandom();
  private final ConcurrentHashMap<String, RuntimeChannel> channels = new ConcurrentHashMap<>();

  RuntimeChannel open(Runnable onIdle) {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    var channel = new RuntimeChannel(HexFormat.of().formatHex(bytes), onIdle);
    channels.put(channel.token(), channel);
    return channel;
  }

  void close(RuntimeChannel channel, RuntimeExit exit) {
    channels.remove(channel.token());
    channel.close(exit);
  }

  /** The channel of a token, or null. */
  public @Nullable RuntimeChannel find(String token) {
    return channels.get(token);
  }
}
