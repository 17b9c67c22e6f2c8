package org.maapay.payer;

/** Asks how an order stands until the answer is certain. */
final class Outcomes {
  private static final int LONGEST_PAUSE = 10_000;

  /** "Nothing happened" counts only when it was heard this often. */
  private static final int CERTAIN = 3;

  /** A session lasts a quarter of an hour; nobody is asked for longer. */
  private static final int MOST = 120;

  private final Host host;
  private final Talk talk;

  Outcomes(Host host, Talk talk) {
    this.host = host;
    this.talk = talk;
  }

  /** Asks until nothing is under way; a lost connection only makes it ask more slowly. */
  Json poll(int first) {
    int pause = first;
    for (int i = 0; i < MOST && wait(pause); i++) {
      var heard = talk.current();
      if (heard.isAnswer() && isSettled(heard.json())) {
        return heard.json();
      }
      if (!heard.isAnswer() && !heard.isSilence()) {
        return Json.EMPTY;
      }
      pause = Math.min(Math.max(pause, 1000) * 3 / 2, LONGEST_PAUSE);
    }
    return Json.EMPTY;
  }

  /** After silence: paid, running or closed is believed at once, "payable" only the third time. */
  Json findOut() {
    int pause = 500;
    int heardPayable = 0;
    for (int i = 0; i < MOST && wait(pause); i++) {
      var heard = talk.current();
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      if (heard.isSilence()) {
        continue;
      }
      if (!heard.isAnswer()) {
        return Json.EMPTY;
      }
      if (!isSettled(heard.json())) {
        return poll(1000);
      }
      boolean payable = heard.json().text("orderStatus").equals("PAYABLE");
      if (!payable || ++heardPayable == CERTAIN) {
        return heard.json();
      }
    }
    return Json.EMPTY;
  }

  private static boolean isSettled(Json current) {
    return !current.text("orderStatus").equals("PAYING")
        && !current.text("outcome").equals("PROCESSING");
  }

  private boolean wait(int millis) {
    try {
      host.pause(millis);
      return true;
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
