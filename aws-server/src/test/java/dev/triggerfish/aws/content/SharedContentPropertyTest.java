package dev.triggerfish.aws.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Several processes at random on few contents: what a row refers to can always be read. */
class SharedContentPropertyTest {

  enum Step {
    PUT,
    DELETE,
    READ,
    SWEEP
  }

  /** The rows of all processes: who refers to which content. */
  private static final class Rows {
    private final Map<Integer, String> contentOfWriter = new HashMap<>();

    synchronized boolean refer(String sha256) {
      return contentOfWriter.containsValue(sha256);
    }

    synchronized void put(int writer, String sha256) {
      contentOfWriter.put(writer, sha256);
    }

    synchronized void remove(int writer) {
      contentOfWriter.remove(writer);
    }
  }

  /** One thread of one process, with one row of its own. */
  private static final class Writer {
    private final int number;
    private final ContentStore store;
    private final Rows rows;
    private String text = "";

    Writer(int number, ContentStore store, Rows rows) {
      this.number = number;
      this.store = store;
      this.rows = rows;
    }

    void run(List<Step> steps, int contents) {
      try {
        for (var i = 0; i < steps.size(); i++) {
          step(steps.get(i), "content " + (i * 7 + number) % contents);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void step(Step step, String next) throws IOException {
      switch (step) {
        case PUT -> put(next);
        case DELETE -> {
          rows.remove(number);
          removeFormer();
        }
        case READ -> read();
        case SWEEP -> store.sweep(Instant.EPOCH);
      }
    }

    private void put(String next) throws IOException {
      try (var staged = store.stage(new ByteArrayInputStream(next.getBytes(UTF_8)), (_, _) -> {});
          var held = staged.keep()) {
        rows.put(number, held.sha256());
      }
      removeFormer();
      text = next;
      read();
    }

    private void removeFormer() {
      if (!text.isEmpty()) {
        store.removeUnneeded(Digest.SHA256.hex(text));
      }
      text = "";
    }

    private void read() throws IOException {
      if (!text.isEmpty()) {
        try (var in = store.open(Digest.SHA256.hex(text), 0)) {
          assertThat(in).hasBinaryContent(text.getBytes(UTF_8));
        }
      }
    }
  }

  @Property(tries = 20)
  void whatARowRefersToCanAlwaysBeRead(
      @ForAll @Size(min = 2, max = 6) List<@Size(min = 5, max = 20) List<Step>> scripts,
      @ForAll @IntRange(min = 1, max = 3) int contents)
      throws IOException {
    var folder = Files.createTempDirectory("shared-content");
    var rows = new Rows();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stores = List.of(store(folder, rows), store(folder, rows));
      var runs = new ArrayList<CompletableFuture<Void>>();
      for (var i = 0; i < scripts.size(); i++) {
        var writer = new Writer(i, stores.get(i % 2), rows);
        var script = scripts.get(i);
        runs.add(CompletableFuture.runAsync(() -> writer.run(script, contents), threads));
      }
      runs.forEach(CompletableFuture::join);
      stores.getFirst().sweep(Instant.EPOCH);

      assertThat(stores.getLast().names())
          .containsExactlyInAnyOrderElementsOf(
              rows.contentOfWriter.values().stream().distinct().toList());
      for (var left : List.of("leaving", "pinned", "arriving")) {
        assertThat(folder.resolve(left)).isEmptyDirectory();
      }
    } finally {
      FileTrees.delete(folder);
    }
  }

  private static ContentStore store(Path folder, Rows rows) {
    return new ContentStore(folder, new ContentStore.Use(rows::refer, Duration.ZERO, _ -> {}));
  }
}
