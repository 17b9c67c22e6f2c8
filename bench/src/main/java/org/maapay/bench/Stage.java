package org.maapay.bench;

import java.net.http.HttpClient;
import java.nio.file.Path;
import org.maapay.merchant.MaaPay;

/**
 * What every figure is measured on: a running demo, and the parties that use it.
 *
 * @param home the repository, built
 * @param prefix begins every order number of this run
 */
record Stage(
    Path home,
    DemoFacts facts,
    HttpClient http,
    MaaPay merchant,
    Payer payer,
    Shop shop,
    String prefix) {
  /** Somebody who can pay for many orders of a fen or two: of the crowd, if there is one. */
  DemoFacts.User user(int index) {
    var payers = facts.payers().isEmpty() ? facts.usersWith(100_00) : facts.payers();
    return payers.get(index % payers.size());
  }

  /** One of the demo's users with a handset. */
  DemoFacts.User handsetUser() {
    return facts.usersWith(100_00).getFirst();
  }

  Books books() {
    return new Books(home, facts.databaseUrl());
  }
}
