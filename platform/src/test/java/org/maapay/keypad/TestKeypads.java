package org.maapay.keypad;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import org.maapay.database.Database;
import org.maapay.database.TestDatabase;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.keys.CipherSuite;
import org.maapay.keys.TestRoot;
import org.maapay.keys.TickingClock;
import org.maapay.keys.Vault;
import org.maapay.keys.signing.KeyPairText;
import org.maapay.keys.signing.Signatures;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.Signer;

/** Keypads on a real database, and somebody who types on them. */
final class TestKeypads implements AutoCloseable {
  static final PayOrderNo ORDER = new PayOrderNo("2026010100421530001230123456789");
  static final String PAYEE = "海风咖啡";
  static final Money AMOUNT = new Money(1250);
  static final Binding BINDING =
      new Binding("page-1", new UserId("U00420000000000000001"), ORDER, PAYEE, AMOUNT);
  static final KeyPairText KEY = KeyPairText.generate(SignatureAlgorithm.ED25519);
  private static final Signer SIGNER =
      Signatures.signer("PK", SignatureAlgorithm.ED25519, KEY.privatePem());

  private final HikariDataSource source = TestDatabase.create();
  private final Database database = new Database(source);
  final TickingClock clock = new TickingClock("2026-01-01T04:00:00Z");
  final Keypads keypads = node(List.of());

  @Override
  public void close() {
    source.close();
  }

  KeypadPage opened() {
    return keypads.open(keypads.ticket(BINDING)) instanceof Opening.Opened(var page)
        ? page
        : fail();
  }

  private static KeypadPage fail() {
    throw new AssertionError("the keypad did not open");
  }

  String typed(KeypadPage page, String digits) throws GeneralSecurityException {
    return typed(page, page, digits);
  }

  String typed(KeypadPage page, KeypadPage seen, String digits) throws GeneralSecurityException {
    return new Typist(page, ORDER.value(), PAYEE, "12.50").type(cells(seen, digits));
  }

  int[] cells(KeypadPage page, String digits) {
    var layout = layout(page);
    return digits.chars().map(layout::indexOf).toArray();
  }

  String layout(KeypadPage page) {
    return new KeypadDisclosure(keypads).layout(page.sid()).orElse("0123456789");
  }

  Keypads node(List<PinEnvelopeOpener> plugins) {
    var vault = new Vault(new TestRoot(), database, clock, CipherSuite.AES_256_GCM);
    return new Keypads(vault, database, () -> SIGNER, clock, plugins);
  }

  String dump() {
    return database.read(tx -> {
      try (var query =
              tx.prepareStatement(
                  "SELECT string_agg(encode(state, 'escape'), ' ') FROM keypad_session");
          var row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    });
  }

  static String text(byte[] pin) {
    return new String(pin, US_ASCII);
  }

  static byte[] decoded(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  static String encoded(String text) {
    return encoded(text.getBytes(UTF_8));
  }

  static String encoded(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
