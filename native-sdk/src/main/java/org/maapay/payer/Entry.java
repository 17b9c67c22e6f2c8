package org.maapay.payer;

import org.jspecify.annotations.Nullable;

/** One keypad on the screen, and what was typed on it so far: sealed presses, no digit. */
final class Entry implements AutoCloseable {
  private final KeypadTyping typing;
  private final String sprite;
  private final int length;

  private Entry(KeypadTyping typing, String sprite, int length) {
    this.typing = typing;
    this.sprite = sprite;
    this.length = length;
  }

  /** Opens a keypad for {@code order}; null if the institution's answer is not one. */
  static @Nullable Entry open(KeypadSealer sealer, OrderFacts order, Json layout, int length) {
    try {
      var session =
          new KeypadSession(
              layout.text("sid"),
              layout.texts("cells"),
              layout.text("serverKey"),
              layout.text("serverKeySignature"));
      return new Entry(sealer.open(session, order.purpose()), layout.text("sprite"), length);
    } catch (KeypadRefused | IllegalArgumentException refused) {
      return null;
    }
  }

  void press(int cell) {
    if (typing.length() < length) {
      typing.press(cell);
    }
  }

  void erase() {
    typing.erase();
  }

  boolean isFull() {
    return typing.length() == length;
  }

  /** The envelope; the entry is wiped, whatever happens. */
  String submit() {
    return typing.submit();
  }

  View.Keypad view(OrderFacts order, Method method, @Nullable Notice notice) {
    return new View.Keypad(order, method, sprite, length, typing.length(), notice);
  }

  @Override
  public void close() {
    typing.close();
  }
}
