package dev.triggerfish.eventbus.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ListingPageTest {

  private static final Comparator<String> BYTES =
      (a, b) -> Arrays.compareUnsigned(ObjectKey.bytes(a), ObjectKey.bytes(b));

  private static ListingPage.Source source(Set<String> keys) {
    var sorted = new TreeSet<>(BYTES);
    sorted.addAll(keys);
    return (from, before, limit) ->
        sorted.stream()
            .filter(key -> Arrays.compareUnsigned(ObjectKey.bytes(key), from) >= 0)
            .filter(
                key -> before == null || Arrays.compareUnsigned(ObjectKey.bytes(key), before) < 0)
            .limit(limit)
            .map(ListingPageTest::object)
            .toList();
  }

  private static StoredObject object(String key) {
    return new StoredObject(
        key,
        "content",
        1,
        "etag",
        Instant.EPOCH,
        new ObjectDetails(
            null, null, null, null, null, null, Map.of(), Map.of(), "STANDARD", null, null));
  }

  @Provide
  Arbitrary<Set<String>> keys() {
    return Arbitraries.strings()
        .withChars("ab/é")
        .ofMinLength(1)
        .ofMaxLength(5)
        .set()
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of("", "a", "a/", "/", "b/a", "é", "aé/");
  }

  @Provide
  Arbitrary<String> delimiters() {
    return Arbitraries.of("", "/", "a", "/a", "é");
  }

  /**
   * Objects stand for themselves, all others for what they are rolled up to: each once, in order.
   */
  @Property(tries = 500)
  void allPagesTogetherAreWhatASortedSetSays(
      @ForAll("keys") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll("delimiters") String delimiter,
      @ForAll @IntRange(min = 1, max = 7) int limit) {
    var expected = new TreeSet<>(BYTES);
    for (var key : keys) {
      if (key.startsWith(prefix)) {
        var at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        expected.add(at < 0 ? "key " + key : "com " + key.substring(0, at + delimiter.length()));
      }
    }
    var listed = new ArrayList<String>();
    var after = "";
    ListingPage page;
    do {
      page = ListingPage.read(source(keys), prefix, delimiter, after, limit);
      page.objects().forEach(object -> listed.add("key " + object.key()));
      page.commonPrefixes().forEach(common -> listed.add("com " + common));
      assertThat(page.objects().size() + page.commonPrefixes().size()).isLessThanOrEqualTo(limit);
      assertThat(page.truncated() && page.last() == null).isFalse();
      after = page.last() == null ? "" : page.last();
    } while (page.truncated());

    assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
  }

  @Property(tries = 200)
  void aPageBeginsBehindAKey(@ForAll("keys") Set<String> keys, @ForAll("keys") Set<String> afters) {
    for (var after : afters) {
      var page = ListingPage.read(source(keys), "", null, after, 1000);

      assertThat(page.objects())
          .extracting(StoredObject::key)
          .containsExactlyElementsOf(
              keys.stream().filter(key -> BYTES.compare(key, after) > 0).sorted(BYTES).toList());
    }
  }

  @Example
  void keysAreInTheOrderOfTheirBytesAndNotOfTheirCharacters() {
    // U+FF5E comes before U+1F600 by bytes, and after it by Java's characters.
    var page = ListingPage.read(source(Set.of("\uD83D\uDE00", "\uFF5E", "z")), "", null, "", 10);

    assertThat(page.objects())
        .extracting(StoredObject::key)
        .isEqualTo(List.of("z", "\uFF5E", "\uD83D\uDE00"));
  }
}
