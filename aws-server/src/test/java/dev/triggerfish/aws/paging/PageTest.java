package dev.triggerfish.aws.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  @Property(tries = 200)
  void pagesOneAfterAnotherAreTheWholeList(
      @ForAll List<String> texts, @ForAll @IntRange(min = 1, max = 5) int size) {
    // Text that is no Unicode, such as half a pair, has no bytes to be a token of.
    var all =
        new TreeSet<>(texts.stream().map(text -> new String(text.getBytes(UTF_8), UTF_8)).toList());
    var seen = new ArrayList<String>();
    var page = page(all, "", size, true);
    while (page.token() != null) {
      assertThat(page.items()).hasSize(size);
      seen.addAll(page.items());
      var position = PageToken.decode("list", page.token());
      page = page(all, Objects.requireNonNull(position), size, false);
    }
    seen.addAll(page.items());

    assertThat(seen).containsExactlyElementsOf(all);
  }

  private static Page<String> page(
      NavigableSet<String> all, String after, int size, boolean first) {
    var rest = first ? all : all.tailSet(after, false);
    return Page.of(rest.stream().limit(size + 1L).toList(), size, "list", Function.identity());
  }

  @Test
  void aTokenBelongsToItsScope() {
    var token = PageToken.encode("list of a", "x");

    assertThat(PageToken.decode("list of a", token)).isEqualTo("x");
    assertThat(PageToken.decode("list of b", token)).isNull();
    assertThat(token).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "*", "AAAA", "AAAAAAAAAAAAAAAA", "eA=="})
  void whatWasNotGivenOutIsForeign(String token) {
    assertThat(PageToken.decode("list", token)).isNull();
  }
}
