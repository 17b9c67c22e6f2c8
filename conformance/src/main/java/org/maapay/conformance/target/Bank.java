package org.maapay.conformance.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.maapay.conformance.wire.RawCaller;
import org.maapay.conformance.wire.RawRequest;
import org.maapay.conformance.wire.RawRequest.Header;
import org.maapay.conformance.wire.SignatureDraft;

/** The emulated clearing house, told to fail in the ways that matter. */
public final class Bank {
  private final @Nullable URI base;
  private final RawCaller caller;

  Bank(@Nullable URI base, InstantSource clock) {
    this.base = base;
    this.caller = new RawCaller(clock);
  }

  /** Takes all faults back. */
  public void heal() {
    faults("decline", 0);
  }

  /** Stops the rule as not applicable when there is no emulator. */
  public void demanded() {
    faults("decline", 0);
  }

  /** Sets one fault and no other: how many calls it takes, or for how many milliseconds. */
  public void faults(String name, int value) {
    Assumptions.assumeTrue(base != null, "there is no clearing house to be told to fail");
    if (base == null) {
      return;
    }
    var body = "{\"%s\":%d}".formatted(name, value).getBytes(UTF_8);
    var headers =
        List.of(
            new Header("Host", SignatureDraft.hostOf(base)),
            new Header("Content-Type", "application/json"),
            new Header("Content-Length", Integer.toString(body.length)));
    try {
      var answer = caller.send(base, new RawRequest("POST", "/faults", headers, body));
      Assumptions.assumeTrue(
          answer.status() / 100 == 2, "the clearing house takes no faults: " + answer);
    } catch (UncheckedIOException e) {
      Assumptions.abort("there is no clearing house here: " + e.getMessage());
    }
  }
}
