package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells people to type does what it says. */
@NobodyMovesTheClock
class ReadmeTest {

  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  private static List<String> blocks(String document) throws IOException {
    return SHELL
        .matcher(Files.readString(Shell.project().resolve(document)))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** What the launcher's command asks for, as soon as there is something to see. */
  private static final String WHY =
      """
      why() {
        for _ in $(seq 100); do
          curl -s -H 'Accept: text/plain' "$PLATFORM/_triggerfish/events?id=$1" >fate
          ! grep -Eq 'denied|waiting' fate || break
          sleep 0.1
        done
        cat fate
      }
      """;

  @Test
  void makesAFunctionAnHttpApiAndATopic() throws IOException {
    assumeTrue(AwsCli.installed(), "no AWS command line is installed: apt-get install awscli");
    var platform = PlatformKind.ALL_IN_ONE.running();
    var blocks = blocks("README.md").stream().filter(block -> block.contains("tf ")).toList();
    assertThat(blocks).hasSize(3);
    var port = Integer.toString(platform.endpoint().getPort());
    var script =
        String.join("", blocks)
            .replace("localhost:4566", "localhost:" + port)
            .replace("./triggerfish why", "why");
    Files.writeString(folder.resolve("block.sh"), WHY + script);

    var said =
        AwsCli.plainShell(folder)
            .with("PLATFORM", platform.endpoint().toString())
            .run("bash", "-e", "-O", "expand_aliases", "block.sh");

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(folder.resolve("answer.json")).hasContent("{\"hello\": \"world\"}");
    assertThat(said.text())
        .contains("arn:aws:iam::000000000000:role/hello")
        .contains("\"StatusCode\": 200")
        .contains("hello {'name': 'world'}")
        .contains("REPORT RequestId: ")
        .containsPattern("(?s)you asked for /any/path.*you asked for /any/path")
        .containsPattern("(?s)denied.*lambda:InvokeFunction")
        .containsPattern("KeyError")
        .containsPattern("waiting");
  }

  @Test
  void setsUpWithTwoCommands() throws IOException {
    assertThat(blocks("README.md").getFirst().lines().map(line -> line.replaceAll(" +#.*", "")))
        .containsExactly("./triggerfish start", "./mvnw verify");
  }
}
