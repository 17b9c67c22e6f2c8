package org.maapay.payer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the SDK shows. The shell draws it and knows nothing more. */
public sealed interface View {
  /** The order is being fetched. */
  record Opening() implements View {}

  /**
   * The order and the ways to pay.
   *
   * @param chosen the method's id; empty if none is enough
   * @param biometric whether this device may confirm by finger or face
   */
  record Order(
      OrderFacts order,
      List<Method> methods,
      String chosen,
      boolean biometric,
      @Nullable Notice notice)
      implements View {}

  /**
   * The keypad: ten cells in the order of the picture, three rows of three and one below.
   *
   * @param sprite a PNG of the ten cells side by side, as a data URL
   * @param length how many presses make a password
   * @param entered how many were made
   */
  record Keypad(
      OrderFacts order,
      Method method,
      String sprite,
      int length,
      int entered,
      @Nullable Notice notice)
      implements View {
    @Override
    public String toString() {
      return "Keypad[" + entered + "]";
    }
  }

  /** Something is under way. */
  record Working(OrderFacts order, What what) implements View {
    /** What it is. */
    public enum What {
      PREPARING,
      /** The device asks for a finger or a face. */
      SIGNING,
      PAYING,
      /** No answer came; whether it was paid is being found out. */
      ASKING,
      /** The bank has not answered yet; money may be on its way. */
      PROCESSING,
      /** The order is being closed, as the user wants. */
      REFUSING
    }
  }

  /**
   * It is paid.
   *
   * @param before it was paid already, nothing was charged now
   * @param mayEnrol whether the user may be asked to confirm by finger or face next time
   */
  record Paid(OrderFacts order, String method, String paidAt, boolean before, boolean mayEnrol)
      implements View {}

  /** Nothing can be paid here, and nothing was. */
  record Ended(Why why, @Nullable OrderFacts order) implements View {
    /** Why not. */
    public enum Why {
      TOKEN_UNKNOWN,
      TOKEN_USED,
      TOKEN_ELSEWHERE,
      TOKEN_EXPIRED,
      DEVICE_MISMATCH,
      ORDER_CLOSED,
      SESSION_EXPIRED,
      NOT_REGISTERED,
      PASSWORD_NOT_SET,
      UNREACHABLE,
      /** The user said that it is not his order, which is closed. */
      REFUSED,
      /** And he takes no more requests of its merchant. */
      BLOCKED
    }
  }
}
