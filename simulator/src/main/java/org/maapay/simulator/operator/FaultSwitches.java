package org.maapay.simulator.operator;

import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What goes wrong at an operator: each fault for good, for the next few times, or not at all. */
public final class FaultSwitches {
  private static final int FOR_GOOD = -1;

  private final Map<Fault, Integer> left = new EnumMap<>(Fault.class);
  private long lateMillis;

  /** A thing that can go wrong. */
  public enum Fault {
    /** A callback goes out twice, at once, under two nonces. */
    DUPLICATE("duplicate"),
    /** A callback waits until the next one of its dialogue has overtaken it. */
    REORDER("reorder"),
    /** A callback is signed with another token. */
    BAD_SIGNATURE("badSignature"),
    /** Every access token issued so far has expired. */
    EXPIRE_TOKEN("expireToken"),
    /** Handsets are switched off. */
    OFFLINE("offline"),
    /** The handset takes no 5G messages: it gets the SMS. */
    SMS_FALLBACK("smsFallback"),
    /** A call is refused with 30003. */
    RATE_LIMIT("rateLimit"),
    /** A message is accepted and lost. */
    DROP("drop"),
    /** The operator answers nothing and calls nobody back. */
    DOWN("down"),
    /** The SMS centre refuses a login. */
    BIND_REFUSED("bindRefused"),
    /** The SMS centre refuses a message for the moment. */
    THROTTLED("throttled"),
    /** The SMS centre takes a message, and the line breaks before it says so. */
    LOST_RESPONSE("lostResponse"),
    /** The SMS centre reports a message before it has answered it. */
    EARLY_RECEIPT("earlyReceipt"),
    /** The SMS centre reports in decimal digits what it named in hexadecimal ones. */
    DECIMAL_RECEIPTS("decimalReceipts"),
    /** An SMS reaches no handset. */
    UNDELIVERABLE("undeliverable");

    private final String wire;

    Fault(String wire) {
      this.wire = wire;
    }
  }

  /** Sets all: {@code true} or a number of times for each; what is absent is off. */
  public synchronized void change(JsonNode json) {
    left.clear();
    for (var fault : Fault.values()) {
      var value = json.path(fault.wire);
      if (value.isIntegralNumber() && value.asInt(0) > 0) {
        left.put(fault, value.asInt(0));
      } else if (value.isBoolean() && value.booleanValue()) {
        left.put(fault, FOR_GOOD);
      }
    }
    lateMillis = Math.clamp(json.path("lateMillis").asLong(0), 0, 86_400_000);
  }

  public synchronized boolean on(Fault fault) {
    return left.containsKey(fault);
  }

  /** True if the fault strikes now; one that was set for a number of times has one less left. */
  public synchronized boolean strikes(Fault fault) {
    var times = left.get(fault);
    if (times == null) {
      return false;
    }
    if (times != FOR_GOOD) {
      if (times == 1) {
        left.remove(fault);
      } else {
        left.put(fault, times - 1);
      }
    }
    return true;
  }

  /** How late callbacks come; 0 for at once. */
  public synchronized long lateMillis() {
    return lateMillis;
  }

  /** The switches that are on. */
  public synchronized ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode();
    left.forEach((fault, times) -> {
      if (times == FOR_GOOD) {
        json.put(fault.wire, true);
      } else {
        json.put(fault.wire, times);
      }
    });
    if (lateMillis > 0) {
      json.put("lateMillis", lateMillis);
    }
    return json;
  }
}
