package org.maapay.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;

@Clause("6.3.2-1a")
class FileRootKeyTest {
  private static final byte[] KEY = {1, 2, 3};

  @TempDir Path folder;

  @Test
  void a_new_secret_is_for_its_owner_alone_and_stays_the_same() throws IOException {
    var file = folder.resolve("root.key");
    var wrapped = FileRootKey.openOrCreate(file).wrap(KEY, "here");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.size(file)).isEqualTo(32);
    assertThat(FileRootKey.openOrCreate(file).unwrap(wrapped, "here")).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-rw----", "rwx------", "rw---x---"})
  void a_file_that_others_may_touch_is_refused(String mode) throws IOException {
    var file = folder.resolve("root.key");
    FileRootKey.openOrCreate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertThatThrownBy(() -> FileRootKey.open(file)).hasMessageContaining("chmod 600");
  }

  @Test
  void a_missing_linked_or_short_file_is_refused() throws IOException {
    var file = folder.resolve("root.key");
    assertThatThrownBy(() -> FileRootKey.open(file)).isInstanceOf(IllegalStateException.class);
    FileRootKey.openOrCreate(file);
    var link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThatThrownBy(() -> FileRootKey.open(link)).isInstanceOf(IllegalStateException.class);
    Files.write(file, new byte[31]);
    assertThatThrownBy(() -> FileRootKey.open(file)).hasMessageContaining("32 octets");
  }

  @Test
  void a_key_wrapped_for_one_place_does_not_open_at_another() {
    var root = FileRootKey.openOrCreate(folder.resolve("root.key"));
    var wrapped = root.wrap(KEY, "here");
    assertThatThrownBy(() -> root.unwrap(wrapped, "there")).isInstanceOf(SealBroken.class);
    assertThat(root).hasToString("FileRootKey");
  }
}
