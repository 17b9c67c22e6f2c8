package org.maapay.server;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.server.TestDoor.LET_IN;
import static org.maapay.server.TestDoor.STRANGER;
import static org.maapay.server.TestDoor.account;
import static org.maapay.server.TestDoor.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.messaging.Clause;
import org.maapay.messaging.tls.TestAuthority;
import org.maapay.server.OperatorSettings.CallbackCertificates;

/** The ports follow the files of their certificates; it takes as long as the server looks away. */
@Clause("4-operator-b")
class ChangedCertificatesTest {
  @Test
  void certificates_and_revocations_are_changed_without_a_restart(@TempDir Path folder)
      throws Exception {
    var own = new TestAuthority(folder, "CN=Own Root");
    var unicom = new TestAuthority(folder, "CN=Unicom Root");
    var callback = unicom.client("CN=callback,O=Unicom");
    var shown = own.server();
    var listed = folder.resolve("listed.crl");
    Files.copy(unicom.revocations(Duration.ofDays(7)), listed, REPLACE_EXISTING);
    var taken = unicom.client("CN=callback,O=Unicom");
    var account =
        account(
            "unicom",
            new CallbackCertificates(
                text(unicom.file()), null, List.of("CN=callback,O=Unicom"), text(listed)));
    try (var door = new TestDoor(own, shown, List.of(account))) {
      assertThat(door.call(taken, "unicom")).isEqualTo(LET_IN);
      Files.copy(unicom.revocations(Duration.ofDays(7), taken), listed, REPLACE_EXISTING);
      var next = own.server();
      Files.copy(next.keyFile(), shown.keyFile(), REPLACE_EXISTING);
      Files.copy(next.certificateFile(), shown.certificateFile(), REPLACE_EXISTING);
      until(() ->
          door.shownTo(callback).equals(next.certificate())
              && door.call(taken, "unicom") == STRANGER);
      assertThat(door.call(callback, "unicom")).isEqualTo(LET_IN);
    }
  }

  private static void until(Callable<Boolean> done) throws Exception {
    var end = Instant.now().plusSeconds(30);
    while (!done.call()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(200_000_000);
    }
  }
}
