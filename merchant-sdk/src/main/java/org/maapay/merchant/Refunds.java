package org.maapay.merchant;

/** The merchant's refunds at the platform. */
public final class Refunds {
  private static final String CREATE = "/v1/refunds";
  private static final String QUERY = "/v1/refunds/query";

  private final Transport transport;

  Refunds(Transport transport) {
    this.transport = transport;
  }

  /** Gives money back (C-4); how it ended is notified, and may be known at once. */
  public Answer<Refund> create(NewRefund refund) {
    var body =
        body()
            .put("merchantOrderNo", refund.merchantOrderNo())
            .put("orderDate", Days.written(refund.orderDate()))
            .put("refundAmount", refund.refundAmount().yuan())
            .put("mobileNo", refund.mobileNo())
            .put("merchantRefundNo", refund.merchantRefundNo());
    return transport.post(CREATE, refund.merchantOrderNo(), body.utf8(), Refund::read);
  }

  /** Asks for a refund by the merchant's number. */
  public Answer<Refund> query(String merchantRefundNo) {
    return transport.post(
        QUERY,
        merchantRefundNo,
        body().put("merchantRefundNo", merchantRefundNo).utf8(),
        Refund::read);
  }

  /** Asks for a refund by the platform's number. */
  public Answer<Refund> queryByRefundOrderNo(String refundOrderNo) {
    return transport.post(
        QUERY, refundOrderNo, body().put("refundOrderNo", refundOrderNo).utf8(), Refund::read);
  }

  private JsonWriter body() {
    return new JsonWriter().put("merchantId", transport.merchantId());
  }
}
