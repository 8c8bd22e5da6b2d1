package dev.triggerfish.invoker.environment.process;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sandboxes of this platform, by their outermost process and their control group: those that
 * live, and for a while those that have ended, since what they last sent may still be waiting to be
 * read.
 */
final class SandboxProcesses {

  /** Longer than the kernel remembers a closed connection, which is a minute. */
  static final Duration REMEMBERED = Duration.ofMinutes(2);

  private final LongSupplier nanos;
  private final Set<Member> members = ConcurrentHashMap.newKeySet();

  SandboxProcesses() {
    this(System::nanoTime);
  }

  SandboxProcesses(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * A sandbox is about to be started.
   *
   * @param group id of the control group that holds it alone, or null
   * @param confined whether it cannot leave that group
   */
  Member starting(@Nullable Long group, boolean confined) {
    var member = new Member(group, confined);
    members.add(member);
    return member;
  }

  /** Whether no sandbox lives or has lived lately. */
  boolean isEmpty() {
    var now = nanos.getAsLong();
    members.removeIf(
        member -> {
          var ended = member.ended;
          return ended != null && now - ended > REMEMBERED.toNanos();
        });
    return members.isEmpty();
  }

  /** Whether a control group is one of a sandbox's. */
  boolean haveGroup(long id) {
    return members.stream().anyMatch(member -> member.group != null && member.group == id);
  }

  /** Whether every sandbox is in a control group of its own that it cannot leave. */
  boolean areAllConfined() {
    return members.stream().allMatch(member -> member.group != null && member.confined);
  }

  /** Whether a process is one of a sandbox's, or descends from one. */
  boolean include(long pid) {
    var at = ProcessHandle.of(pid);
    while (at.isPresent()) {
      if (live(at.get().pid())) {
        return true;
      }
      at = at.get().parent();
    }
    return false;
  }

  private boolean live(long pid) {
    return members.stream().anyMatch(member -> member.pid == pid && member.ended == null);
  }

  /** One sandbox. */
  final class Member {

    private final @Nullable Long group;
    private final boolean confined;
    private volatile long pid;
    private volatile @Nullable Long ended;

    private Member(@Nullable Long group, boolean confined) {
      this.group = group;
      this.confined = confined;
    }

    void started(Process process) {
      pid = process.pid();
      var _ = process.onExit().thenRun(this::ended);
    }

    /** Nothing of it is left, or it could not be started. */
    void ended() {
      ended = nanos.getAsLong();
    }
  }
}
