package org.maapay.keypad;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.keypad.Binding.Agreement;
import org.maapay.keypad.Binding.Overview;
import org.maapay.keypad.Binding.Payment;
import org.maapay.keypad.Binding.Purpose;

/**
 * What only the vault knows of a session: which cell is which digit, and the private key. Stored
 * sealed, so that any node can go on with it; wiped after use.
 */
public final class KeypadSecrets implements AutoCloseable {
  static final int CELLS = 10;
  static final int TOKEN = 16;
  private static final int VERSION = 2;
  private static final int PAYMENT = 1;
  private static final int AGREEMENT = 2;
  private static final int OVERVIEW = 3;

  private final String sid;
  private final Binding binding;
  private final byte[] privateKey;
  private final byte[] tokens;
  private final byte[] digits;

  /**
   * Takes the secrets over; they are not copied.
   *
   * @param privateKey PKCS#8
   * @param tokens ten times 16 octets, in the order of the cells
   * @param digits 0 to 9, of each cell
   */
  KeypadSecrets(String sid, Binding binding, byte[] privateKey, byte[] tokens, byte[] digits) {
    this.sid = sid;
    this.binding = binding;
    this.privateKey = privateKey;
    this.tokens = tokens;
    this.digits = digits;
  }

  public String sid() {
    return sid;
  }

  public Binding binding() {
    return binding;
  }

  /** The private half of the session's P-256 key in PKCS#8; wiped with the session. */
  public byte[] privateKey() {
    return privateKey;
  }

  /** The digit of the cell with that token, or -1; takes the same time for each. */
  public int digitOf(byte[] token) {
    int found = -1;
    for (int cell = 0; cell < CELLS; cell++) {
      var known = Arrays.copyOfRange(tokens, cell * TOKEN, (cell + 1) * TOKEN);
      int same = MessageDigest.isEqual(known, token) ? -1 : 0;
      found = (found & ~same) | (digits[cell] & same);
    }
    return found;
  }

  byte digitAt(int cell) {
    return digits[cell];
  }

  byte[] write() {
    var out = new ByteArrayOutputStream(512);
    try (var data = new DataOutputStream(out)) {
      data.writeByte(VERSION);
      write(data, binding);
      data.writeShort(privateKey.length);
      data.write(privateKey);
      data.write(tokens);
      data.write(digits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static KeypadSecrets read(String sid, byte[] written) {
    try (var data = new DataInputStream(new ByteArrayInputStream(written))) {
      if (data.readByte() != VERSION) {
        throw new IllegalStateException("a keypad session of another version");
      }
      var binding = readBinding(data);
      var privateKey = data.readNBytes(data.readUnsignedShort());
      return new KeypadSecrets(
          sid, binding, privateKey, data.readNBytes(CELLS * TOKEN), data.readNBytes(CELLS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(DataOutputStream data, Binding binding) throws IOException {
    data.writeUTF(binding.session());
    data.writeUTF(binding.user().value());
    data.writeUTF(binding.payee());
    switch (binding.purpose()) {
      case Payment(var order, var amount) -> {
        data.writeByte(PAYMENT);
        data.writeUTF(order.value());
        data.writeLong(amount.fen());
      }
      case Agreement(var mandate, var perPayment, var perDay) -> {
        data.writeByte(AGREEMENT);
        data.writeUTF(mandate.value());
        data.writeLong(perPayment.fen());
        data.writeLong(perDay.fen());
      }
      case Overview() -> data.writeByte(OVERVIEW);
    }
  }

  static Binding readBinding(DataInputStream data) throws IOException {
    var session = data.readUTF();
    var user = new UserId(data.readUTF());
    var payee = data.readUTF();
    return new Binding(session, user, readPurpose(data), payee);
  }

  private static Purpose readPurpose(DataInputStream data) throws IOException {
    int stored = data.readByte();
    return switch (stored) {
      case PAYMENT -> new Payment(new PayOrderNo(data.readUTF()), new Money(data.readLong()));
      case AGREEMENT ->
          new Agreement(
              new MandateNo(data.readUTF()),
              new Money(data.readLong()),
              new Money(data.readLong()));
      case OVERVIEW -> new Overview();
      default -> throw new IllegalStateException("no such stored purpose: " + stored);
    };
  }

  @Override
  public void close() {
    Arrays.fill(privateKey, (byte) 0);
    Arrays.fill(tokens, (byte) 0);
    Arrays.fill(digits, (byte) 0);
  }

  @Override
  public String toString() {
    return "KeypadSecrets";
  }
}
