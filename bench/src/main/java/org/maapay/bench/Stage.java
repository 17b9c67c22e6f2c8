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
  /** The demo's users who can pay for many orders of a fen or two. */
  DemoFacts.User user(int index) {
    var payers = facts.usersWith(100_00);
    return payers.get(index % payers.size());
  }

  Books books() {
    return new Books(home, facts.databaseUrl());
  }
}
