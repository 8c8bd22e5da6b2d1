package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.RuntimeExit;
import dev.triggerfish.invoker.environment.RuntimeSandbox.RuntimeListener;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the one pipe into which everything in a sandbox writes, and tells the function's output
 * from the platform's messages: those begin with a NUL and a random word, and end with a line feed.
 */
final class SandboxOutput {

  private static final Logger LOG = LoggerFactory.getLogger(SandboxOutput.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LAST_WORDS = 400;

  private final Process process;
  private final String secret;
  private final MarkScanner scanner;
  private final ConcurrentHashMap<Long, Mark> marks = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile String unheard = "";
  private final @Nullable OutputStream ownEnd;
  private volatile int generation;
  private volatile @Nullable RuntimeListener listener;

  SandboxOutput(Process process) {
    this.process = process;
    var bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    this.secret = HexFormat.of().formatHex(bytes);
    this.scanner = new MarkScanner(secret, this::data, this::message);
    this.ownEnd = openOwnEnd(process);
    Thread.ofPlatform().daemon().name("environment-output-" + process.pid()).start(this::read);
    var _ = process.onExit().thenRun(this::close);
  }

  /**
   * The platform's own writing end of the pipe: what is written there comes after all that has been
   * written before. Linux only; elsewhere the shell in the sandbox is asked to do it.
   */
  private static @Nullable OutputStream openOwnEnd(Process process) {
    try {
      return new FileOutputStream("/proc/" + process.pid() + "/fd/1");
    } catch (IOException e) {
      LOG.debug("The sandbox's output cannot be opened for marks", e);
      return null;
    }
  }

  void listen(int number, RuntimeListener hearing) {
    generation = number;
    listener = hearing;
  }

  /** What ends from now on has been killed: nobody wants to be told. */
  void silence() {
    generation = -1;
  }

  // ---- marks

  Mark expect() {
    var mark = new Mark(numbers.incrementAndGet());
    marks.put(mark.number, mark);
    if (!process.isAlive()) {
      mark.arrived.countDown();
    }
    return mark;
  }

  void forget(Mark mark) {
    marks.remove(mark.number);
  }

  /** Shell commands that print a mark. */
  String printMark(Mark mark) {
    return "printf '\\000" + secret + " mark " + mark.number + "\\n'";
  }

  /** Shell commands that print how the last command ended. */
  String printExit(int number) {
    return "printf '\\000" + secret + " exit " + number + " %d\\n' $?";
  }

  /** Writes a mark from here; false if that is impossible. */
  boolean writeMark(Mark mark) {
    var out = ownEnd;
    if (out == null) {
      return false;
    }
    try {
      var text = "\0" + secret + " mark " + mark.number + "\n";
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException e) {
      LOG.debug("The sandbox's output is closed", e);
      return false;
    }
  }

  // ---- reading

  private void read() {
    var buffer = new byte[16 * 1024];
    try (InputStream in = process.getInputStream()) {
      for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        scanner.accept(buffer, length);
      }
    } catch (IOException e) {
      LOG.debug("The sandbox's output ended", e);
    } finally {
      marks.values().forEach(mark -> mark.arrived.countDown());
      ended(generation, RuntimeExit.KILLED);
    }
  }

  private void data(byte[] bytes, int offset, int length) {
    var hearing = listener;
    if (hearing != null) {
      hearing.output(bytes, offset, length);
    } else if (unheard.length() < LAST_WORDS) {
      // Only the reading thread gets here.
      unheard = unheard.concat(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }
  }

  private void message(String text) {
    var words = text.split(" ", -1);
    if (words[0].equals("mark")) {
      var mark = marks.get(Long.parseLong(words[1]));
      if (mark != null) {
        mark.arrived.countDown();
      }
    } else if (words[0].equals("exit")) {
      ended(Integer.parseInt(words[1]), new RuntimeExit(Integer.parseInt(words[2])));
    }
  }

  private void ended(int number, RuntimeExit exit) {
    var hearing = listener;
    if (number > 0 && number == generation && hearing != null) {
      generation = -1;
      hearing.exited(exit);
    }
  }

  /** What was said before any runtime was started: why the sandbox could not be built. */
  String lastWords() {
    return unheard.isEmpty() ? "it said nothing" : unheard.strip();
  }

  void close() {
    if (ownEnd != null) {
      try {
        ownEnd.close();
      } catch (IOException e) {
        LOG.debug("The end for marks could not be closed", e);
      }
    }
  }

  /** A place in the output; everything written before it has been heard when it arrives. */
  static final class Mark {
    private final long number;
    private final CountDownLatch arrived = new CountDownLatch(1);

    Mark(long number) {
      this.number = number;
    }

    boolean await(Duration patience) {
      try {
        return arrived.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
