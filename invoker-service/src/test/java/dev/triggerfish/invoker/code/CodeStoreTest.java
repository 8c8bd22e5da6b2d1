package dev.triggerfish.invoker.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.content.FileTrees;
import dev.triggerfish.aws.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

class CodeStoreTest {

  private static final String CANNOT_UNZIP =
      "Could not unzip uploaded file. Please check your file, then try to upload again.";
  private static final CodeLimits SMALL = new CodeLimits(20_000, 5_000, 50);

  @TempDir private Path folder;
  private final Set<String> used = new HashSet<>();
  private CodeStore store;

  @BeforeEach
  void open() {
    store = new CodeStore(folder.resolve("code"), SMALL, used::contains);
  }

  @Test
  void keepsFilesWithTheirExecuteBitsAndLinks() throws IOException {
    var zip =
        new Zips()
            .executable("bootstrap", "#!/bin/sh")
            .file("./lib/a.txt", "a")
            .link("lib/b.txt", "a.txt")
            .link("lib/up/c.txt", "../a.txt")
            .build();

    var root = store.unpacked(keep(zip));

    assertThat(root.resolve("bootstrap")).hasContent("#!/bin/sh");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("bootstrap"))))
        .isEqualTo("rwxr-xr-x");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("lib/a.txt"))))
        .isEqualTo("rw-r--r--");
    assertThat(root.resolve("lib/b.txt")).isSymbolicLink().hasContent("a");
    assertThat(root.resolve("lib/up/c.txt")).hasContent("a");
  }

  @Test
  void namesPackagesByTheHashOfTheirBytes() {
    var zip = Zips.of("a.py", "1");

    var first = keep(zip);
    var second = keep(zip);

    assertThat(first).isEqualTo(second).matches("[0-9a-f]{64}");
    assertThat(store.find(first)).hasBinaryContent(zip);
  }

  @Test
  void leavesNothingOfWhatIsNotKept() throws IOException {
    var staged = store.stage(Zips.of("a.py", "1"));
    staged.close();

    assertThat(store.find(staged.sha256())).isNull();
    assertThat(allFiles()).isEmpty();
  }

  @Test
  void unpacksAgainWhatWasLost() throws IOException {
    var sha256 = keep(Zips.of("a.py", "1"));
    FileTrees.delete(store.folder(sha256));

    assertThat(store.unpacked(sha256).resolve("a.py")).hasContent("1");
  }

  @Test
  void packagesOfAFormerVersionAreTakenOver() throws IOException {
    var zip = Zips.of("a.py", "1");
    var sha256 = Digest.SHA256.hex(zip);
    Files.createDirectories(folder.resolve("code/staging/half"));
    Files.write(folder.resolve("code/" + sha256 + ".zip"), zip);

    open();

    assertThat(store.find(sha256)).hasBinaryContent(zip);
    assertThat(store.unpacked(sha256).resolve("a.py")).hasContent("1");
    assertThat(folder.resolve("code/staging")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void refusesBadZips(String name, byte[] zip, String message) throws IOException {
    assertThatThrownBy(() -> store.stage(zip))
        .as(name)
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(message);
    assertThat(allFiles()).isEmpty();
  }

  static Stream<Arguments> attacks() {
    var good = Zips.of("a.py", "x".repeat(2000));
    var broken = good.clone();
    // The first bytes of the compressed data.
    Arrays.fill(broken, 36, 40, (byte) 0x55);
    var flood = new Zips();
    for (var i = 0; i < 60; i++) {
      flood.file("f" + i, "");
    }
    var swarm = new Zips();
    for (var i = 0; i < 10; i++) {
      swarm.file("f" + i, "x".repeat(600));
    }
    return Stream.of(
        bad("nothing", new byte[0], "Uploaded file must be a non-empty zip"),
        bad("no entries", new Zips().build(), "Uploaded file must be a non-empty zip"),
        bad("no zip", "hello".getBytes(StandardCharsets.UTF_8)),
        bad("truncated", Arrays.copyOf(good, good.length - 10)),
        bad("only its beginning", Arrays.copyOf(good, 40)),
        bad("broken data", broken),
        bad("parent", new Zips().file("../evil", "x")),
        bad("parent in the middle", new Zips().file("a/../../evil", "x")),
        bad("absolute", new Zips().file("/tmp/evil", "x")),
        bad("backslashes", new Zips().file("..\\evil", "x")),
        bad("the folder itself", new Zips().file(".", "x")),
        bad("absolute link", new Zips().link("l", "/etc/passwd")),
        bad("link out", new Zips().link("l", "../evil")),
        bad("link out by a link", new Zips().link("a/b/s", "../..").link("t", "a/b/s/../evil")),
        bad("file through a link", new Zips().link("l", "d").file("l/x", "x")),
        bad("link over a folder", new Zips().file("d/x", "x").link("d", "e")),
        bad("duplicate", new Zips().file("a", "1").file("./a", "2")),
        bad("file below a file", new Zips().file("a", "1").file("a/b", "2")),
        bad("device", new Zips().entry("dev", 0020666, new byte[0])),
        bad("too many entries", flood.build()),
        bad("bomb", Zips.of("zeros", "0".repeat(1_000_000)), "Unzipped size must be smaller"),
        bad("many that are too much", swarm.build(), "must be smaller than 5000 bytes"));
  }

  @Test
  void refusesZipsThatAreTooLarge() {
    assertThatThrownBy(() -> store.stage(new byte[20_001]))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(413);
              assertThat(e.awsErrorDetails().errorCode())
                  .isEqualTo("RequestEntityTooLargeException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("Zipped size must be smaller than 20000 bytes");
            });
  }

  @Test
  void takesWhatIsExactlyAsLargeAsItMayBeUnzipped() {
    store.stage(Zips.of("zeros", "0".repeat(5_000))).close();

    assertThatThrownBy(() -> store.stage(Zips.of("zeros", "0".repeat(5_001))))
        .hasMessageContaining("Unzipped size must be smaller than 5000 bytes");
  }

  @Test
  void doesNotBelieveDeclaredSizes() {
    var zip = Zips.of("zeros", "0".repeat(1_000_000));
    // The uncompressed size in the central directory: 24 bytes after its signature.
    for (var i = 0; i + 28 < zip.length; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        Arrays.fill(zip, i + 24, i + 28, (byte) 0);
      }
    }

    assertThatThrownBy(() -> store.stage(zip)).hasMessageContaining("must be smaller");
  }

  @Test
  void sweepsOnlyWhatNobodyHolds() {
    var sha256 = keep(Zips.of("a.py", "1"));
    try (var staged = store.stage(Zips.of("a.py", "1"))) {
      staged.keep();
      store.zips().removeUnneeded(sha256);
      assertThat(store.find(sha256)).isNotNull();
    }

    used.add(sha256);
    store.zips().removeUnneeded(sha256);
    assertThat(store.find(sha256)).isNotNull();

    used.clear();
    store.zips().removeUnneeded(sha256);
    assertThat(store.find(sha256)).isNull();
    assertThat(store.folder(sha256)).doesNotExist();
  }

  private String keep(byte[] zip) {
    try (var staged = store.stage(zip)) {
      staged.keep();
      return staged.sha256();
    }
  }

  private List<Path> allFiles() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }

  private static Arguments bad(String name, Zips zip) {
    return bad(name, zip.build());
  }

  private static Arguments bad(String name, byte[] zip) {
    return bad(name, zip, CANNOT_UNZIP);
  }

  private static Arguments bad(String name, byte[] zip, String message) {
    return Arguments.of(name, zip, message);
  }
}
