package org.maapay.payer;

/** The SDK: {@code MaaPay.with(host).pay(sdkToken, callback)} (5.1.3-2). */
public final class MaaPay {
  private final Host host;

  private MaaPay(Host host) {
    this.host = host;
  }

  public static MaaPay with(Host host) {
    return new MaaPay(host);
  }

  /**
   * Begins a payment; what follows is shown on the host's screen.
   *
   * @param sdkToken what the merchant was answered: good once, on one device
   * @return where the screen hands what the user does
   */
  public Payment pay(String sdkToken, PayCallback callback) {
    return Payment.begin(host, sdkToken, callback);
  }
}
