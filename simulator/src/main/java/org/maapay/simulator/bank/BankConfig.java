package org.maapay.simulator.bank;

import java.net.InetSocketAddress;
import java.util.List;

/** Where the clearing house listens, whom it knows, and the accounts behind it. */
public record BankConfig(
    InetSocketAddress address, Client client, House house, List<Account> accounts) {
  public BankConfig {
    accounts = List.copyOf(accounts);
  }

  /** The institution that may call. */
  public record Client(String keyId, String publicKeyPem) {}

  /** The clearing house itself. */
  public record House(String keyId, String privateKeyPem) {
    @Override
    public String toString() {
      return "House[" + keyId + "]";
    }
  }

  /** A card's account at its bank; what a credit card may still spend is its balance. */
  public record Account(
      String agreementNo, String bank, String last4, String type, long balanceFen) {
    @Override
    public String toString() {
      return "Account[" + bank + " (" + last4 + ")]";
    }
  }
}
