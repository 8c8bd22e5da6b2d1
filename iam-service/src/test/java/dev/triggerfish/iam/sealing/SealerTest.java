package dev.triggerfish.iam.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {

  private final byte[] master = new byte[32];
  private final Sealer sealer = new Sealer(master, "purpose");

  @Test
  void opensWhatItSealed() {
    var text = sealer.seal("secret é", "owner");

    assertThat(text).doesNotContain("secret");
    assertThat(sealer.open(text, "owner")).contains("secret é");
    assertThat(sealer.seal("secret é", "owner")).isNotEqualTo(text);
  }

  @Test
  void opensNothingOfAnotherOwnerPurposeOrKey() {
    var text = sealer.seal("secret", "owner");
    var otherKey = new byte[32];
    otherKey[0] = 1;

    assertThat(sealer.open(text, "other")).isEmpty();
    assertThat(new Sealer(master, "other").open(text, "owner")).isEmpty();
    assertThat(new Sealer(otherKey, "purpose").open(text, "owner")).isEmpty();
  }

  @Test
  void opensNothingThatWasChanged() {
    var whole = Base64.getDecoder().decode(sealer.seal("secret", "owner"));

    IntStream.range(0, whole.length)
        .forEach(
            at -> {
              var changed = whole.clone();
              changed[at] ^= 1;
              var text = Base64.getEncoder().encodeToString(changed);
              assertThat(sealer.open(text, "owner")).as("byte " + at).isEmpty();
            });
  }

  @Test
  void opensNothingThatIsNoSeal() {
    assertThat(sealer.open("", "owner")).isEmpty();
    assertThat(sealer.open("AQ==", "owner")).isEmpty();
    assertThat(sealer.open("not base64 at all", "owner")).isEmpty();
  }

  @Test
  void keepsItsMasterKeyForItsOwnerAlone(@TempDir Path folder) throws IOException {
    var key = MasterKey.in(folder);

    assertThat(key).hasSize(32).isNotEqualTo(new byte[32]).isEqualTo(MasterKey.in(folder));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("master.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void doesNotReplaceABrokenMasterKey(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("master.key"), new byte[5]);

    assertThatThrownBy(() -> MasterKey.in(folder)).isInstanceOf(UncheckedIOException.class);
    assertThat(Files.size(folder.resolve("master.key"))).isEqualTo(5);
  }
}
