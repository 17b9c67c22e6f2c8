package org.maapay.merchant;

import java.math.BigDecimal;

/** The merchant's mandates at the platform. */
public final class Mandates {
  private static final String QUERY = "/v1/mandates/query";

  private final Transport transport;

  Mandates(Transport transport) {
    this.transport = transport;
  }

  /** Asks that a payer signs; the answer has the link to send him. Whether he did is notified. */
  public Answer<Mandate> ask(NewMandate wish) {
    var body =
        body()
            .put("merchantMandateNo", wish.merchantMandateNo())
            .put("merchantName", wish.merchantName())
            .put("mobileNo", wish.mobileNo())
            .put("limitPerPayment", wish.limitPerPayment().yuan())
            .put("limitPerDay", wish.limitPerDay().yuan())
            .put("expireMinutes", BigDecimal.valueOf(wish.signableFor().toMinutes()))
            .put("notifyUrl", wish.notifyUrl().toString());
    return transport.post("/v1/mandates", wish.merchantMandateNo(), body.utf8(), Mandate::read);
  }

  /** Asks for a mandate by the merchant's number. */
  public Answer<Mandate> query(String merchantMandateNo) {
    var body = body().put("merchantMandateNo", merchantMandateNo).utf8();
    return transport.post(QUERY, merchantMandateNo, body, Mandate::read);
  }

  /** Asks for the payer's mandate with this merchant: the open one, else the last. */
  public Answer<Mandate> queryByMobileNo(String mobileNo) {
    return transport.post(QUERY, "", body().put("mobileNo", mobileNo).utf8(), Mandate::read);
  }

  /** Ends a mandate; one that has ended already answers the same. */
  public Answer<Mandate> revoke(String merchantMandateNo) {
    var body = body().put("merchantMandateNo", merchantMandateNo).utf8();
    return transport.post("/v1/mandates/revoke", merchantMandateNo, body, Mandate::read);
  }

  private JsonWriter body() {
    return new JsonWriter().put("merchantId", transport.merchantId());
  }
}
