package dev.triggerfish.invoker.logs;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.contracts.LogBatch;
import dev.triggerfish.contracts.LogBatch.LogLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log of one execution environment: what its processes write, cut into lines, and the
 * platform's own lines, in one order. Lines are handed on in batches: when an invocation ends, when
 * there are many, and at the latest when {@link #flush()} is called.
 */
public final class EnvironmentLog {

  /** Longer lines are split. */
  static final int MAX_LINE = 256 * 1024;

  private static final int BATCH_LINES = 1_000;
  private static final int BATCH_CHARACTERS = 512 * 1024;

  private final LogStreamIdentity identity;
  private final LogSink sink;
  private final PlatformClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final LogTail tail = new LogTail();
  private List<LogLine> pending = new ArrayList<>();
  private int pendingCharacters;
  private byte[] partial = new byte[512];
  private int partialLength;

  /** A log that has nothing in it yet. */
  public EnvironmentLog(LogStreamIdentity identity, LogSink sink, PlatformClock clock) {
    this.identity = identity;
    this.sink = sink;
    this.clock = clock;
  }

  /** Output of the environment's processes, in pieces of any size. */
  public void write(byte[] bytes, int offset, int length) {
    lock.lock();
    try {
      var from = offset;
      var end = offset + length;
      for (var at = offset; at < end; at++) {
        if (bytes[at] == '\n') {
          addPartial(bytes, from, at - from);
          endLine("\n");
          from = at + 1;
        }
      }
      addPartial(bytes, from, end - from);
    } finally {
      lock.unlock();
    }
  }

  /** A line of the platform's. What a process had begun to write becomes a line before it. */
  public void line(String message) {
    lock.lock();
    try {
      endPartial();
      add(message + "\n");
    } finally {
      lock.unlock();
    }
  }

  /** Begins an invocation: the tail starts here. */
  public void begin(String message) {
    lock.lock();
    try {
      endPartial();
      tail.clear();
      add(message + "\n");
    } finally {
      lock.unlock();
    }
  }

  /** The end of what the present invocation logged, 4 KB at most. */
  public String tail() {
    lock.lock();
    try {
      return tail.text();
    } finally {
      lock.unlock();
    }
  }

  /** Hands on what there is. */
  public void flush() {
    lock.lock();
    try {
      ship();
    } finally {
      lock.unlock();
    }
  }

  /** Where it is written to. */
  public String stream() {
    return identity.logStream();
  }

  private void addPartial(byte[] bytes, int from, int length) {
    var at = from;
    var left = length;
    while (left > 0) {
      var taken = Math.min(left, MAX_LINE - partialLength);
      if (partialLength + taken > partial.length) {
        var grown = Math.min(MAX_LINE, Math.max(partial.length * 2, partialLength + taken));
        partial = java.util.Arrays.copyOf(partial, grown);
      }
      System.arraycopy(bytes, at, partial, partialLength, taken);
      partialLength += taken;
      at += taken;
      left -= taken;
      if (partialLength == MAX_LINE) {
        endLine("");
      }
    }
  }

  private void endPartial() {
    if (partialLength > 0) {
      endLine("");
    }
  }

  /**
   * Makes an event of what has been gathered. Like AWS's, it keeps its line feed. Runtimes keep an
   * entry of several lines together by writing carriage returns in it, and one that is to have no
   * line feed at its end by writing another there.
   */
  private void endLine(String lineFeed) {
    var text = new String(partial, 0, partialLength, StandardCharsets.UTF_8);
    partialLength = 0;
    var end = lineFeed;
    if (text.endsWith("\r") && !lineFeed.isEmpty()) {
      text = text.substring(0, text.length() - 1);
      end = "";
    }
    if (!(text.isEmpty() && end.isEmpty())) {
      add(text.replace('\r', '\n') + end);
    }
  }

  private void add(String message) {
    pending.add(new LogLine(clock.millis(), message));
    pendingCharacters += message.length();
    tail.add(message);
    if (pending.size() >= BATCH_LINES || pendingCharacters >= BATCH_CHARACTERS) {
      ship();
    }
  }

  private void ship() {
    if (pending.isEmpty()) {
      return;
    }
    var version = identity.version();
    sink.accept(
        new LogBatch(
            UUID.randomUUID().toString(),
            version.accountId(),
            version.region(),
            version.qualifiedArn(),
            version.roleArn(),
            identity.roleId(),
            identity.sessionName(),
            version.logGroup(),
            identity.logStream(),
            pending));
    pending = new ArrayList<>();
    pendingCharacters = 0;
  }
}
