package dev.triggerfish.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.gateway.httpapi.api.RouteKey;
import dev.triggerfish.gateway.httpapi.api.RouteKey.Greedy;
import dev.triggerfish.gateway.httpapi.api.RouteKey.Literal;
import dev.triggerfish.gateway.httpapi.api.RouteKey.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTreeTest {

  private static RouteTree<String> table(String... routeKeys) {
    return new RouteTree<>(
        Arrays.stream(routeKeys).map(key -> new RouteTree.Entry<>(key, key)).toList());
  }

  private static @Nullable String found(RouteTree<String> table, String method, String path) {
    var match = table.find(method, path);
    return match == null ? null : match.target();
  }

  /** The example of AWS's page on routes. */
  @ParameterizedTest
  @CsvSource({
    "GET,/pets/dog/1,GET /pets/dog/1",
    "GET,/pets/dog/2,GET /pets/dog/{id}",
    "GET,/pets/cat/1,GET /pets/{proxy+}",
    "POST,/test/5,ANY /{proxy+}",
    "POST,/pets/dog/1,ANY /{proxy+}",
    "GET,/,$default",
    "TRACE,/test,$default",
  })
  void routesAreTakenInTheOrderThatAwsDocuments(String method, String path, String expected) {
    var table =
        table(
            "$default",
            "ANY /{proxy+}",
            "GET /pets/{proxy+}",
            "GET /pets/dog/{id}",
            "GET /pets/dog/1");

    assertThat(found(table, method, path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/pets,GET /pets",
    "POST,/pets,ANY /pets",
    "GET,/pets/,",
    "GET,/pets/1,GET /pets/{id}",
    "GET,/pets/mine,GET /pets/{id}",
    "POST,/pets/mine,POST /pets/mine",
    "GET,/pets//,",
    "GET,/Pets,",
    "GET,/p%65ts,GET /pets",
    "GET,/pets/1%2F2,GET /pets/{id}",
    "GET,/,",
    "GET,/files/a/b,GET /files/{path+}",
    "GET,/files/,",
    "GET,/files,",
    "GET,/files//,GET /files/{path+}",
    "GET,/end/,GET /end/",
    "GET,/end,",
  })
  void segmentsAreMatchedWhole(String method, String path, @Nullable String expected) {
    var table =
        table(
            "GET /pets",
            "ANY /pets",
            "GET /pets/{id}",
            "POST /pets/mine",
            "GET /files/{path+}",
            "GET /end/");

    assertThat(found(table, method, path)).isEqualTo(expected);
  }

  @Test
  void parametersAreDecodedOnce() {
    var table = table("GET /a/{one}/{two}", "GET /g/{rest+}");

    assertThat(Objects.requireNonNull(table.find("GET", "/a/x%20y/%252F+%C3%A9")).parameters())
        .isEqualTo(Map.of("one", "x y", "two", "%2F+é"));
    assertThat(Objects.requireNonNull(table.find("GET", "/g//a/../b;c=%2F%")).parameters())
        .isEqualTo(Map.of("rest", "/a/../b;c=/%"));
  }

  /** Many routes that share beginnings: the search must neither miss one nor take forever. */
  @Test
  void findsWhatTryingAllRoutesFinds() {
    var random = new Random(4);
    for (var round = 0; round < 300; round++) {
      var keys = new HashSet<String>();
      for (var i = random.nextInt(12); i >= 0; i--) {
        keys.add(routeKey(random));
      }
      var table = table(keys.toArray(String[]::new));
      for (var i = 0; i < 30; i++) {
        var path = path(random);
        var method = random.nextBoolean() ? "GET" : "POST";
        assertThat(found(table, method, path))
            .as(method + " " + path + " among " + keys)
            .isEqualTo(tryAll(List.copyOf(keys), method, path));
      }
    }
  }

  private static String routeKey(Random random) {
    var segments =
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> random.nextInt(3) == 0 ? "{p" + i + "}" : letter(random))
            .toList();
    var path = "/" + String.join("/", segments);
    if (random.nextInt(3) == 0) {
      path += (path.equals("/") ? "" : "/") + "{rest+}";
    }
    return List.of("GET", "POST", "ANY").get(random.nextInt(3)) + " " + path;
  }

  private static String path(Random random) {
    var segments =
        IntStream.range(0, random.nextInt(5))
            .mapToObj(_ -> random.nextInt(8) == 0 ? "" : letter(random))
            .toList();
    return "/" + String.join("/", segments);
  }

  private static String letter(Random random) {
    return random.nextBoolean() ? "a" : "b";
  }

  /** The order written down as a comparison of all routes that match. */
  private static @Nullable String tryAll(List<String> keys, String method, String path) {
    String best = null;
    for (var text : keys) {
      var key = Objects.requireNonNull(RouteKey.parse(text));
      if (matches(key, method, path) && (best == null || rank(key).compareTo(rank(best)) < 0)) {
        best = text;
      }
    }
    return best;
  }

  private static String rank(String text) {
    return rank(Objects.requireNonNull(RouteKey.parse(text)));
  }

  /** Full before greedy, then segment by segment fixed, parameter, greedy; method before ANY. */
  private static String rank(RouteKey key) {
    var rank = new StringBuilder(isGreedy(key) ? "1" : "0");
    for (var segment : key.path()) {
      rank.append(
          switch (segment) {
            case Literal _ -> 'a';
            case Parameter _ -> 'b';
            case Greedy _ -> 'c';
          });
    }
    return rank.append(key.method().equals("ANY") ? '1' : '0').toString();
  }

  private static boolean isGreedy(RouteKey key) {
    return !key.path().isEmpty() && key.path().getLast() instanceof Greedy;
  }

  private static boolean matches(RouteKey key, String method, String path) {
    if (!key.method().equals("ANY") && !key.method().equals(method)) {
      return false;
    }
    var segments =
        path.equals("/")
            ? List.<String>of()
            : new ArrayList<>(Arrays.asList(path.substring(1).split("/", -1)));
    for (var i = 0; i < key.path().size(); i++) {
      var segment = key.path().get(i);
      if (segment instanceof Greedy) {
        return i < segments.size()
            && !String.join("/", segments.subList(i, segments.size())).isEmpty();
      }
      if (i >= segments.size()
          || (segment instanceof Parameter && segments.get(i).isEmpty())
          || (segment instanceof Literal literal && !literal.text().equals(segments.get(i)))) {
        return false;
      }
    }
    return key.path().size() == segments.size();
  }

  @Test
  void aLongPathThatMatchesNothingIsGivenUpAtOnce() {
    var keys = new ArrayList<String>();
    for (var depth = 1; depth < 250; depth++) {
      keys.add("GET /" + "a/".repeat(depth) + "{rest}");
    }
    var table = table(keys.toArray(String[]::new));

    assertThat(found(table, "GET", "/" + "a/".repeat(4_000) + "b")).isNull();
  }
}
