package org.maapay.keypad;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.maapay.database.Database;
import org.maapay.database.SharedCommit;
import org.maapay.keypad.KeypadRows.Addition;
import org.maapay.keypad.KeypadRows.Take;
import org.maapay.keypad.KeypadRows.Taken;
import org.maapay.keypad.PinEnvelopeOpener.Opened;
import org.maapay.keypad.Tickets.Ticket;
import org.maapay.keys.RecordCipher;
import org.maapay.keys.Vault;
import org.maapay.signature.Signer;

/**
 * The vault's side of the secure keypad (6.5-7a). A ticket opens one session; a session takes one
 * envelope; both within two minutes, and on whichever node. What was typed is given to a consumer
 * inside the vault and never comes out.
 */
public final class Keypads {
  private static final Duration LIFE = Duration.ofSeconds(KeypadPage.LIFE_SECONDS);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final HexFormat HEX = HexFormat.of();
  private static final int NAME = 16;
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final KeypadRows rows = new KeypadRows();
  private final Sprites sprites = new Sprites();
  private final SecureRandom random = new SecureRandom();
  private final Tickets tickets;
  private final RecordCipher sessions;
  private final Database database;
  private final SharedCommit<Addition, Boolean> additions;
  private final SharedCommit<Take, Optional<Taken>> takes;
  private final Supplier<Signer> keypadKey;
  private final InstantSource clock;
  private final Map<String, PinEnvelopeOpener> openers;

  /**
   * Sets the keypad up.
   *
   * @param keypadKey the institution's Ed25519 key for keypads, asked for each time: it rotates
   * @param plugins further keypads, by the type of their envelopes
   */
  public Keypads(
      Vault vault,
      Database database,
      Supplier<Signer> keypadKey,
      InstantSource clock,
      List<PinEnvelopeOpener> plugins) {
    this.tickets = new Tickets(vault.records("keypad-ticket"));
    this.sessions = vault.records("keypad-session");
    this.database = database;
    this.additions =
        new SharedCommit<>(database, addition -> HEX.formatHex(addition.ticket()), rows::add);
    this.takes = new SharedCommit<>(database, Take::sid, rows::take);
    this.keypadKey = keypadKey;
    this.clock = clock;
    this.openers =
        Stream.concat(Stream.of(new MaapayEnvelopeOpener()), plugins.stream())
            .collect(Collectors.toUnmodifiableMap(PinEnvelopeOpener::type, Function.identity()));
  }

  /** Issues a ticket for one entry; good for one opening within two minutes. */
  public String ticket(Binding binding) {
    return tickets.issue(binding, clock.instant().plus(LIFE));
  }

  /** Opens a keypad; each opening has a new layout, new tokens and a new key. */
  public Opening open(String ticket) {
    var found = tickets.find(ticket);
    if (found.isEmpty()) {
      return new Opening.TicketUnknown();
    }
    var now = clock.instant();
    return now.isBefore(found.get().expiresAt())
        ? open(found.get(), now)
        : new Opening.TicketUsed();
  }

  /**
   * Opens an envelope and gives the password to {@code use}. The session is used up, and that is
   * committed, before anything is decrypted; so this is never called inside a transaction.
   *
   * @param expected what the caller is about to do; the session must have been opened for just that
   */
  public <T> Unsealing<T> unseal(String envelope, Binding expected, PinUse<T> use) {
    var text = EnvelopeText.read(envelope);
    var sid = text.flatMap(read -> read.text("sid")).filter(Keypads::isName);
    var opener = text.flatMap(read -> read.text("type")).map(openers::get);
    if (sid.isEmpty() || opener.isEmpty()) {
      return new Unsealing.Malformed<>();
    }
    var now = clock.instant();
    var taken = takes.ask(new Take(sid.get(), now));
    if (taken.isEmpty()) {
      return database.read(tx -> rows.hasSession(tx, sid.get()))
          ? new Unsealing.Used<>()
          : new Unsealing.Expired<>();
    }
    var sealed = taken.get().sealed();
    if (sealed == null || !now.isBefore(taken.get().expiresAt())) {
      return new Unsealing.Expired<>();
    }
    try (var secrets = secrets(sid.get(), sealed)) {
      return secrets.binding().equals(expected)
          ? used(opener.get().open(text.get(), secrets), use)
          : new Unsealing.Mismatch<>();
    }
  }

  /** Deletes what ended an hour ago; call it every few minutes. */
  public int purge() {
    return database.write(tx -> rows.deleteBefore(tx, clock.instant().minus(KEPT)));
  }

  /**
   * The digit of each cell in order, of those sessions that are open; for {@link KeypadDisclosure}.
   */
  Map<String, String> layouts(List<String> sids) {
    var layouts = new HashMap<String, String>();
    database
        .read(tx -> rows.states(tx, sids))
        .forEach((sid, sealed) -> layouts.put(sid, layout(sid, sealed)));
    return layouts;
  }

  private String layout(String sid, byte[] sealed) {
    try (var secrets = secrets(sid, sealed)) {
      var digits = new StringBuilder(KeypadSecrets.CELLS);
      for (int cell = 0; cell < KeypadSecrets.CELLS; cell++) {
        digits.append(secrets.digitAt(cell));
      }
      return digits.toString();
    }
  }

  private static <T> Unsealing<T> used(Opened opened, PinUse<T> use) {
    return switch (opened) {
      case Opened.Mismatch() -> new Unsealing.Mismatch<>();
      case Opened.Malformed() -> new Unsealing.Malformed<>();
      case Opened.Pin(var pin) -> {
        try {
          yield new Unsealing.Done<>(use.with(pin));
        } finally {
          Arrays.fill(pin, (byte) 0);
        }
      }
    };
  }

  /** The session is stored with the mark of its ticket: of two with one ticket the first is. */
  private Opening open(Ticket ticket, Instant now) {
    var sid = name();
    var pair = SessionKeyPair.make();
    var tokens = new byte[KeypadSecrets.CELLS * KeypadSecrets.TOKEN];
    random.nextBytes(tokens);
    var digits = shuffled();
    var expiresAt = now.plus(LIFE);
    var cells = cells(tokens);
    var sprite = sprites.draw(digits, random);
    try (var secrets =
        new KeypadSecrets(sid, ticket.binding(), pair.privateKey(), tokens, digits)) {
      var written = secrets.write();
      var sealed = sessions.seal(sid, written);
      Arrays.fill(written, (byte) 0);
      if (!additions.ask(new Addition(ticket.hash(), sid, sealed, expiresAt))) {
        return new Opening.TicketUsed();
      }
    }
    return new Opening.Opened(
        new KeypadPage(
            sid,
            cells,
            "data:image/png;base64," + Base64.getEncoder().encodeToString(sprite),
            BASE64.encodeToString(pair.publicPoint()),
            BASE64.encodeToString(keypadKey.get().sign(signed(pair.publicPoint(), sid))),
            expiresAt));
  }

  private static boolean isName(String text) {
    return NAMES.matcher(text).matches();
  }

  private KeypadSecrets secrets(String sid, byte[] sealed) {
    var written = sessions.open(sid, sealed);
    try {
      return KeypadSecrets.read(sid, written);
    } finally {
      Arrays.fill(written, (byte) 0);
    }
  }

  private static List<String> cells(byte[] tokens) {
    var cells = new ArrayList<String>();
    for (int from = 0; from < tokens.length; from += KeypadSecrets.TOKEN) {
      cells.add(
          BASE64.encodeToString(Arrays.copyOfRange(tokens, from, from + KeypadSecrets.TOKEN)));
    }
    return cells;
  }

  private byte[] shuffled() {
    var digits = new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (int i = digits.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      var held = digits[i];
      digits[i] = digits[j];
      digits[j] = held;
    }
    return digits;
  }

  private static byte[] signed(byte[] point, String sid) {
    var name = sid.getBytes(UTF_8);
    return ByteBuffer.allocate(point.length + name.length).put(point).put(name).array();
  }

  private String name() {
    var octets = new byte[NAME];
    random.nextBytes(octets);
    return BASE64.encodeToString(octets);
  }
}
