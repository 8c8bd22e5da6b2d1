package dev.triggerfish.invoker.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EntryPathPropertyTest {

  private static final Path ROOT = Path.of("/store/code/abc");

  @Property(tries = 2000)
  void noNameLeadsOut(@ForAll("names") String name) {
    var path = EntryPath.parse(name);

    if (path != null) {
      assertThat(path.in(ROOT).normalize()).isEqualTo(path.in(ROOT)).startsWithRaw(ROOT);
    }
  }

  @Property(tries = 2000)
  void noAllowedLinkLeadsOut(@ForAll("names") String name, @ForAll("names") String target) {
    var path = EntryPath.parse(name);

    if (path != null && !path.isRoot() && path.allowsLinkTo(target)) {
      assertThat(path.parent().in(ROOT).resolve(target).normalize()).startsWithRaw(ROOT);
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("..", ".", "", "a", "b", "...", "/", "//", "\\", "\0", "C:", "~", " ")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(parts -> String.join("/", parts));
  }
}
