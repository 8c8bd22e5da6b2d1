package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents name commands, files and classes that exist. */
class DocumentsTest {

  private static final Pattern COMMAND = Pattern.compile("\\./(mvnw|triggerfish)( [^`#\n]*)?");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  /** A word of two or more humps: a class, or one of AWS's names. */
  private static final Pattern TYPE =
      Pattern.compile("\\b([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)\\b");

  private static final KnownNames KNOWN = KnownNames.read(Shell.project());

  private static List<Path> documents() throws IOException {
    try (var top = Files.list(Shell.project());
        var docs = Files.walk(Shell.project().resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
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
        assertThat(KNOWN.classes()).contains(word.substring("-Dtest=".length()));
      }
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

  @ParameterizedTest
  @MethodSource("documents")
  void namesClassesThatExist(Path document) throws IOException {
    var unknown =
        CODE.matcher(Files.readString(document))
            .results()
            .flatMap(code -> TYPE.matcher(code.group(1)).results())
            .map(type -> type.group(1))
            .filter(name -> !KNOWN.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unknown).as("in %s, neither a class nor a name of AWS's", document).isEmpty();
  }

  /**
   * Names that documents may use.
   *
   * @param classes simple names of all types in the repository
   * @param words of AWS's API models
   */
  private record KnownNames(Set<String> classes, Set<String> words) {

    private static final Pattern DECLARED =
        Pattern.compile("\\b(?:class|record|interface|enum) +([A-Z]\\w*)");

    /** Names from elsewhere: the JDK's, Spring's, Tomcat's and people's placeholders. */
    private static final Set<String> ELSEWHERE =
        Set.of(
            "CalledVia",
            "FrameworkError",
            "TieredStopAtLevel",
            "ViaAWSService",
            "XxxConfiguration");

    static KnownNames read(Path project) {
      return new KnownNames(
          matches(project, "**/src/**.java", DECLARED),
          matches(project, "**/src/main/resources/META-INF/triggerfish/models/*.json", TYPE));
    }

    private static Set<String> matches(Path project, String glob, Pattern pattern) {
      var files = project.getFileSystem().getPathMatcher("glob:" + glob);
      try (var all = Files.walk(project)) {
        return all.filter(files::matches)
            .flatMap(file -> pattern.matcher(text(file)).results())
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String text(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    boolean contains(String name) {
      return classes.contains(name) || words.contains(name) || ELSEWHERE.contains(name);
    }
  }
}
