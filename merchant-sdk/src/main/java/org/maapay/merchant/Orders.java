package org.maapay.merchant;

import java.util.Optional;

/** The merchant's orders at the platform. */
public final class Orders {
  private final Transport transport;

  Orders(Transport transport) {
    this.transport = transport;
  }

  /** Places an order (C-1). Repeating it with the same content answers the first. */
  public Answer<PlacedOrder> place(NewOrder order) {
    return transport.post(
        "/v1/payment-orders",
        order.merchantOrderNo(),
        order.body(transport.merchantId()),
        PlacedOrder::read);
  }

  /** Asks where an order stands (C-2). */
  public Answer<Order> query(OrderQuery query) {
    return transport.post(
        "/v1/payment-orders/query",
        query.merchantOrderNo(),
        body()
            .put("payOrderNo", query.payOrderNo())
            .put("createDate", Days.written(query.createDate()))
            .put("mobileNo", query.mobileNo())
            .put("merchantOrderNo", query.merchantOrderNo())
            .utf8(),
        Order::read);
  }

  /**
   * Closes an unpaid order, so that it can no longer be paid; one that is closed already answers
   * the same. Refused while a payment of it runs and once it is paid.
   */
  public Answer<Order> close(String merchantOrderNo, Optional<String> payOrderNo) {
    return transport.post(
        "/v1/payment-orders/close",
        merchantOrderNo,
        body().put("merchantOrderNo", merchantOrderNo).put("payOrderNo", payOrderNo).utf8(),
        Order::read);
  }

  /**
   * Chooses the institution that the payer picked, in aggregate mode, in its usual way. The same
   * choice again asks for the same; another one is taken as long as no money moved.
   */
  public Answer<InstitutionLink> chooseInstitution(
      String merchantOrderNo, String payOrderNo, String institutionCode) {
    return choose(merchantOrderNo, choice(payOrderNo, institutionCode));
  }

  /**
   * The same in another of its ways.
   *
   * @param way {@code WEBVIEW}, {@code CHATBOT} or {@code NATIVE}
   */
  public Answer<InstitutionLink> chooseInstitution(
      String merchantOrderNo, String payOrderNo, String institutionCode, TransactionType way) {
    var wish = choice(payOrderNo, institutionCode).put("transactionType", way.name());
    return choose(merchantOrderNo, wish);
  }

  private JsonWriter choice(String payOrderNo, String institutionCode) {
    return body().put("payOrderNo", payOrderNo).put("institutionCode", institutionCode);
  }

  private Answer<InstitutionLink> choose(String merchantOrderNo, JsonWriter wish) {
    return transport.post(
        "/v1/payment-orders/institution", merchantOrderNo, wish.utf8(), InstitutionLink::read);
  }

  private JsonWriter body() {
    return new JsonWriter().put("merchantId", transport.merchantId());
  }

  /** How the payer reaches the chosen institution: a page, its SDK, or its chatbot (neither). */
  public record InstitutionLink(
      OrderStatus orderStatus,
      Optional<String> payUrl,
      Optional<String> sdkToken,
      Optional<String> sdkUrl,
      Optional<String> fallback) {
    static InstitutionLink read(Fields fields) throws Json.Malformed {
      return new InstitutionLink(
          OrderStatus.named(fields.maybeText("orderStatus").orElse("CREATED")),
          fields.maybeText("payUrl"),
          fields.maybeText("sdkToken"),
          fields.maybeText("sdkUrl"),
          fields.maybeText("fallback"));
    }

    @Override
    public String toString() {
      return "InstitutionLink[payUrl=%s]".formatted(payUrl.map(Masked::link).orElse("none"));
    }
  }
}
