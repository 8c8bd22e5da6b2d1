package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents tell people to type does what they say. */
class ReadmeTest {

  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("\\./(mvnw|triggerfish)( [^`#\n]*)?");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  @TempDir private Path folder;

  private static List<Path> documents() throws IOException {
    try (var top = Files.list(Shell.project());
        var docs = Files.walk(Shell.project().resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

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
        AwsCli.shell(folder)
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

  /** The launcher's commands are run by its own test, Maven's by whoever runs this one. */
  @ParameterizedTest
  @MethodSource("documents")
  void namesOnlyCommandsThatThereAre(Path document) throws IOException {
    var help = new Shell(Shell.project()).run("./triggerfish", "help").text();
    COMMAND
        .matcher(Files.readString(document))
        .results()
        .forEach(
            match -> {
              var words = match.group(2) == null ? List.<String>of() : words(match.group(2));
              if (match.group(1).equals("triggerfish")) {
                assertThat(words.isEmpty() || help.contains(words.getFirst()))
                    .as(match.group())
                    .isTrue();
              } else {
                checkMaven(words);
              }
            });
  }

  private static List<String> words(String text) {
    return Stream.of(text.strip().split("\\s+", -1)).toList();
  }

  private static void checkMaven(List<String> words) {
    for (var i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (word.equals("-pl")) {
        assertThat(Shell.project().resolve(words.get(i + 1)).resolve("pom.xml")).exists();
      } else if (word.startsWith("-P")) {
        assertThat(Shell.project().resolve("aws-server/pom.xml"))
            .content()
            .contains("<id>" + word.substring(2) + "</id>");
      } else if (word.startsWith("-Dtest=")) {
        assertThat(classes()).contains(word.substring("-Dtest=".length()) + ".java");
      }
    }
  }

  private static List<String> classes() {
    try (var files = Files.walk(Shell.project())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Test.java"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksToWhatThereIs(Path document) throws IOException {
    LINK.matcher(Files.readString(document))
        .results()
        .map(match -> document.resolveSibling(match.group(1)))
        .forEach(target -> assertThat(target).exists());
  }

  @Test
  void setsUpWithTwoCommands() throws IOException {
    assertThat(blocks("README.md").getFirst().lines().map(line -> line.replaceAll(" +#.*", "")))
        .containsExactly("./triggerfish start", "./mvnw verify");
  }
}
