package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.Notice.Kind;
import org.maapay.payer.View.Ended.Why;
import org.maapay.payer.View.Working.What;

/** A payer's way from the token to an answer that is certain. One thread at a time. */
final class Flow {
  private static final int PASSWORD_LENGTH = 6;

  private final Host host;
  private final String token;
  private final PayCallback callback;
  private final Talk talk;
  private final DeviceNames names;
  private final KeypadSealer sealer;
  private final Outcomes outcomes;

  private @Nullable OrderFacts order;
  private List<Method> methods = List.of();
  private String chosen = "";
  private boolean registered;
  private String enrolment = "";
  private View view = new View.Opening();
  private @Nullable Entry entry;
  private boolean finished;

  Flow(Host host, String token, PayCallback callback) {
    var random = new SecureRandom();
    this.host = host;
    this.token = token;
    this.callback = callback;
    this.talk = new Talk(host.wire(), host.institution().cashierOrigin(), random);
    this.names = new DeviceNames(host.store(), random);
    this.sealer = KeypadSealer.trusting(host.institution().keypadKeyPem());
    this.outcomes = new Outcomes(host, talk);
  }

  void open() {
    show(new View.Opening());
    var heard = talk.open(token, names.device(), host.riskSigns());
    if (heard.isSilence()) {
      end(Why.UNREACHABLE);
    } else if (heard.isAnswer()) {
      enter(heard.json());
    } else {
      end(Endings.why(heard.code()));
    }
  }

  private void enter(Json session) {
    var facts = Sessions.order(session);
    order = facts;
    methods = Sessions.methods(session);
    chosen = firstEnough();
    registered = Sessions.isRegistered(session, names.device()) && !names.alias().isEmpty();
    switch (session.object("order").text("status")) {
      case "PAID" -> paid(session.object("order").text("paidAt"), true);
      case "PAYING" -> settle(outcomes.poll(0));
      case "PAYABLE" -> begin(session);
      default -> end(Why.ORDER_CLOSED);
    }
  }

  private void begin(Json session) {
    if (!session.object("payer").flag("registered")) {
      end(Why.NOT_REGISTERED);
    } else if (!session.object("password").flag("set")) {
      end(Why.PASSWORD_NOT_SET);
    } else {
      var until = session.object("password").text("lockedUntil");
      review(until.isEmpty() ? null : new Notice(Kind.LOCKED, 0, until));
    }
  }

  /** Nobody answered before; the same call may be made again. */
  void retry() {
    if (view instanceof View.Ended ended && ended.why() == Why.UNREACHABLE) {
      open();
    }
  }

  void choose(String methodId) {
    if (view instanceof View.Order shown
        && methods.stream().anyMatch(one -> one.id().equals(methodId) && one.enough())) {
      chosen = methodId;
      review(shown.notice());
    }
  }

  void askPassword() {
    if ((view instanceof View.Order || view instanceof View.Keypad) && method() != null) {
      keypad(null);
    }
  }

  /** Shows a fresh keypad; the one before is wiped. */
  private void keypad(@Nullable Notice notice) {
    wipe();
    show(new View.Working(facts(), What.PREPARING));
    var keypad = talk.keypad(chosen);
    if (!keypad.isAnswer()) {
      stopped(keypad, Kind.KEYPAD_FAILED);
      return;
    }
    var length = keypad.json().number("length", PASSWORD_LENGTH);
    entry = Entry.open(sealer, facts(), keypad.json(), length);
    if (entry == null) {
      review(Notice.of(Kind.KEYPAD_FAILED));
    } else {
      showEntry(notice);
    }
  }

  void press(int cell) {
    var typed = entry;
    if (typed == null || !(view instanceof View.Keypad)) {
      return;
    }
    typed.press(cell);
    showEntry(null);
    if (typed.isFull()) {
      submit(typed);
    }
  }

  void erase() {
    if (entry != null && view instanceof View.Keypad) {
      entry.erase();
      showEntry(null);
    }
  }

  private void submit(Entry typed) {
    String envelope;
    try {
      envelope = typed.submit();
    } finally {
      wipe();
    }
    show(new View.Working(facts(), What.PAYING));
    concluded(talk.payByPassword(chosen, envelope));
  }

  /** Confirms by finger or face: the device signs what was shown. */
  void askDevice() {
    if (!(view instanceof View.Order) || method() == null || !mayUseDevice()) {
      return;
    }
    show(new View.Working(facts(), What.SIGNING));
    var issued = talk.challenge(chosen);
    if (!issued.isAnswer()) {
      stopped(issued, Kind.DECLINED);
      return;
    }
    var challenge = issued.json().text("challenge");
    var signing = host.biometrics().sign(names.alias(), signed(challenge));
    switch (signing.end()) {
      case CANCELLED -> review(Notice.of(Kind.BIOMETRICS_CANCELLED));
      case KEY_GONE -> gone();
      case SIGNED -> {
        show(new View.Working(facts(), What.PAYING));
        concluded(talk.payBySignature(chosen, names.device(), challenge, signing.signature()));
      }
    }
  }

  private byte[] signed(String challenge) {
    var shown = facts();
    return String.join(
            "|", "maapay-device-v1", challenge, shown.payOrderNo(), shown.payee(), shown.amount())
        .getBytes(UTF_8);
  }

  private void gone() {
    registered = false;
    host.biometrics().delete(names.alias());
    names.forget();
    review(Notice.of(Kind.BIOMETRICS_GONE));
  }

  private void concluded(Heard heard) {
    if (heard.isSilence()) {
      // The payment may have been made. Nobody says otherwise before the institution was asked.
      show(new View.Working(facts(), What.ASKING));
      settle(outcomes.findOut());
    } else if (heard.isAnswer()) {
      enrolment = heard.json().text("enrolment");
      told(heard.json());
    } else {
      stopped(heard, Kind.DECLINED);
    }
  }

  private void told(Json outcome) {
    switch (outcome.text("outcome")) {
      case "PAID" -> paid(outcome.text("paidAt"), false);
      case "PROCESSING" -> settle(process(outcome.number("askAgainMillis", 1000)));
      case "DECLINED" -> declined(outcome);
      default -> review(Notice.of(Kind.NOT_CHARGED));
    }
  }

  private Json process(int millis) {
    show(new View.Working(facts(), What.PROCESSING));
    return outcomes.poll(millis);
  }

  private void declined(Json outcome) {
    switch (outcome.text("reason")) {
      case "WRONG_PASSWORD" ->
          keypad(new Notice(Kind.WRONG_PASSWORD, outcome.number("triesLeft", -1), ""));
      case "KEYPAD_EXPIRED", "KEYPAD_USED", "KEYPAD_MISMATCH" ->
          keypad(Notice.of(Kind.KEYPAD_RENEWED));
      case "PASSWORD_LOCKED" -> review(new Notice(Kind.LOCKED, 0, outcome.text("lockedUntil")));
      case "INSUFFICIENT_FUNDS" -> {
        withdraw();
        review(Notice.of(Kind.INSUFFICIENT_FUNDS));
      }
      case "CARD_REFUSED" -> review(Notice.of(Kind.CARD_REFUSED));
      case "KEY_UNKNOWN", "SIGNATURE_WRONG" -> gone();
      case "CHALLENGE_EXPIRED", "CHALLENGE_USED", "CHALLENGE_MISMATCH" ->
          review(Notice.of(Kind.BIOMETRICS_CANCELLED));
      case "PASSWORD_NOT_SET" -> end(Why.PASSWORD_NOT_SET);
      default -> review(Notice.of(Kind.DECLINED));
    }
  }

  /** What the institution said when it was asked how the order stands. */
  private void settle(Json current) {
    switch (current.text("orderStatus")) {
      case "PAID" -> paid(current.text("paidAt"), false);
      case "CLOSED" -> end(Why.ORDER_CLOSED);
      case "PAYABLE" -> {
        if (current.text("outcome").equals("DECLINED")) {
          declined(current);
        } else {
          review(Notice.of(Kind.NOT_CHARGED));
        }
      }
      default -> end(Why.SESSION_EXPIRED);
    }
  }

  /** A refusal of the order itself, else {@code otherwise}. */
  private void stopped(Heard heard, Kind otherwise) {
    switch (heard.code()) {
      case "order-paid" -> settle(outcomes.poll(0));
      case "payment-in-progress" -> settle(process(0));
      case "order-closed", "page-session-expired", "device-mismatch" ->
          end(Endings.why(heard.code()));
      default -> review(Notice.of(otherwise));
    }
  }

  /**
   * The order is not the user's: it is closed, and with {@code block} its merchant sends him no
   * more. Nothing is charged; without an answer it may be said again.
   */
  void refuse(boolean block) {
    if (!(view instanceof View.Order)) {
      return;
    }
    show(new View.Working(facts(), What.REFUSING));
    var heard = talk.refuse(block);
    if (heard.isSilence()) {
      end(Why.UNREACHABLE);
    } else if (heard.isAnswer()) {
      end(block ? Why.BLOCKED : Why.REFUSED);
    } else {
      stopped(heard, Kind.DECLINED);
    }
  }

  /** Registers this device's key with the leave that the password brought. */
  void enrol(boolean wanted) {
    if (!(view instanceof View.Paid shown) || !shown.mayEnrol()) {
      return;
    }
    var leave = enrolment;
    enrolment = "";
    if (wanted) {
      new Enrolment(host, talk, names).with(leave);
    }
    show(new View.Paid(shown.order(), shown.method(), shown.paidAt(), shown.before(), false));
  }

  /** The user goes back or leaves. A payment that runs is not left unless it only waits. */
  void close() {
    if (view instanceof View.Keypad) {
      wipe();
      review(null);
    } else if (view instanceof View.Paid) {
      finish(PayResult.SUCCESS);
    } else if (view instanceof View.Ended ended) {
      finish(wanted(ended.why()) ? PayResult.CANCELLED : PayResult.FAILED);
    } else if (view instanceof View.Working working && working.what() == What.PROCESSING) {
      finish(PayResult.PROCESSING);
    } else if (view instanceof View.Order || view instanceof View.Opening) {
      finish(PayResult.CANCELLED);
    }
  }

  private static boolean wanted(Why why) {
    return why == Why.REFUSED || why == Why.BLOCKED;
  }

  /** Nobody looks any more: what was typed goes at once (6.5-4). */
  void hidden() {
    if (entry != null && view instanceof View.Keypad) {
      wipe();
      review(null);
    }
  }

  /** Whatever happens: nothing typed is left. */
  void wipe() {
    if (entry != null) {
      entry.close();
      entry = null;
    }
  }

  boolean isFinished() {
    return finished;
  }

  private void finish(PayResult result) {
    wipe();
    if (!finished) {
      finished = true;
      callback.finished(result);
    }
  }

  private void paid(String at, boolean before) {
    var by = method();
    var mayEnrol = !enrolment.isEmpty() && !registered && host.biometrics().isReady();
    show(new View.Paid(facts(), before || by == null ? "" : by.label(), at, before, mayEnrol));
  }

  private void review(@Nullable Notice notice) {
    show(new View.Order(facts(), methods, chosen, mayUseDevice(), notice));
  }

  private boolean mayUseDevice() {
    return registered && host.biometrics().isReady();
  }

  private void end(Why why) {
    wipe();
    show(new View.Ended(why, order));
  }

  private void showEntry(@Nullable Notice notice) {
    var by = method();
    if (entry != null && by != null) {
      show(entry.view(facts(), by, notice));
    }
  }

  private void show(View next) {
    view = next;
    host.screen().show(next);
  }

  /** The chosen method cannot pay this order: the next usable one is proposed. */
  private void withdraw() {
    var left = new ArrayList<Method>();
    for (var one : methods) {
      left.add(
          one.id().equals(chosen)
              ? new Method(one.id(), one.kind(), one.label(), one.about(), false)
              : one);
    }
    methods = List.copyOf(left);
    chosen = firstEnough();
  }

  private String firstEnough() {
    return methods.stream().filter(Method::enough).map(Method::id).findFirst().orElse("");
  }

  private @Nullable Method method() {
    return methods.stream().filter(one -> one.id().equals(chosen)).findFirst().orElse(null);
  }

  private OrderFacts facts() {
    if (order == null) {
      throw new IllegalStateException("no order is open");
    }
    return order;
  }
}
