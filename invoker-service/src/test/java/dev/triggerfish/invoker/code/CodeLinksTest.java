package dev.triggerfish.invoker.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeLinksTest {

  private static final String SHA256 = "ab".repeat(32);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = NOW;
  private final CodeLinks links =
      new CodeLinks(
          () -> "http://localhost:4566",
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  @Test
  void aLinkLeadsToItsPackageForTenMinutes() {
    var token = token();

    now = NOW.plus(Duration.ofMinutes(10)).minusMillis(1);
    assertThat(links.read(token)).isEqualTo(SHA256);
    now = NOW.plus(Duration.ofMinutes(10));
    assertThat(links.read(token)).isNull();
  }

  @Test
  void noPartOfALinkCanBeChanged() {
    var token = token();

    for (var i = 0; i < token.length() - 1; i++) {
      var other = token.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(links.read(token.substring(0, i) + other + token.substring(i + 1))).isNull();
    }
    assertThat(links.read("")).isNull();
    assertThat(links.read("not base64!")).isNull();
  }

  private String token() {
    var link = links.linkTo(SHA256);
    assertThat(link).startsWith("http://localhost:4566/_triggerfish/code/");
    return link.substring(link.lastIndexOf('/') + 1);
  }

  @Test
  void onlyAGoodLinkDownloads(@TempDir Path folder) {
    var store = new CodeStore(folder, CodeLimits.LAMBDA, _ -> true);
    var controller = new CodeDownloadController(links, store);
    try (var code = store.stage(Zips.of("a.py", "1"))) {
      code.keep();
      var link = links.linkTo(code.sha256());

      var answer = controller.download(link.substring(link.lastIndexOf('/') + 1));

      assertThat(answer.getStatusCode().value()).isEqualTo(200);
      assertThat(answer.getBody()).isNotNull();
      assertThat(controller.download("forged").getStatusCode().value()).isEqualTo(403);
      assertThat(controller.download(token()).getStatusCode().value()).isEqualTo(404);
    }
  }
}
