package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The script of {@code examples/thumbnails}, which says what was missing. */
@NobodyMovesTheClock
class ThumbnailsTest {

  /** Each run is a dozen of commands, most of whose time is their start. */
  private static final int AT_ONCE = 3;

  private static final Map<String, Future<Shell.Said>> RUNS = new ConcurrentHashMap<>();

  @TempDir static Path home;

  /** What can be left out, and how it shows. */
  enum Permission {
    S3_INVOKES("s3.amazonaws.com may not lambda:InvokeFunction on .*:function:thumbnail-"),
    S3_GET("assumed-role/thumbnail-.* may not s3:GetObject on arn:aws:s3:::pictures-"),
    S3_PUT("assumed-role/thumbnail-.* may not s3:PutObject on arn:aws:s3:::thumbnails-"),
    SNS_PUBLISH("assumed-role/thumbnail-.* may not sns:Publish on .*:thumbnails-"),
    SNS_INVOKES("sns.amazonaws.com may not lambda:InvokeFunction on .*:function:told-"),
    LOGS("may not logs:PutLogEvents on ");

    private final String denial;

    Permission(String denial) {
      this.denial = denial;
    }

    /** As the script has it. */
    String option() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @BeforeAll
  static void begin() {
    assumeTrue(AwsCli.installed(), "no AWS command line is installed: apt-get install awscli");
    // The first, alone: it builds the function where nobody has.
    var first = run();
    RUNS.put("", CompletableFuture.completedFuture(first));
    try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      Arrays.stream(Permission.values())
          .map(Permission::option)
          .forEach(left -> RUNS.put(left, pool.submit(() -> run("--without", left))));
    }
  }

  private static Shell.Said run(String... options) {
    return AwsCli.runExample("thumbnails", home, options);
  }

  private static Shell.Said said(String left) throws ExecutionException, InterruptedException {
    return RUNS.get(left).get();
  }

  @Test
  void aThumbnailIsMadeAndTold() throws Exception {
    var said = said("");

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text())
        .containsPattern(
            "The Node.js function says: .*told: A thumbnail: thumbnails-\\d+/sunset.jpg: 128 x ")
        .containsPattern("image/jpeg\\s+\\d+");
  }

  @ParameterizedTest
  @EnumSource
  void withoutAPermissionItStopsAndNamesIt(Permission permission) throws Exception {
    var said = said(permission.option());

    assertThat(said.code()).as(said.text()).isEqualTo(1);
    assertThat(said.text()).contains("Nothing arrived. Why:").containsPattern(permission.denial);
  }
}
