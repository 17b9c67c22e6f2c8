package org.maapay.merchant;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An order to be placed (C-1). Placing an equal one again is harmless: it answers the first. The
 * fields have the names of appendix C; what is optional may be left out.
 */
public final class NewOrder {
  private static final List<String> MANDATORY =
      List.of(
          "transactionType",
          "businessType",
          "bankReturnUrl",
          "merchantOrderNo",
          "merchantName",
          "orderDate",
          "orderAmount",
          "mobileNo");

  private final Map<String, Json> members;

  private NewOrder(Map<String, Json> members) {
    this.members = members;
  }

  /** Begins an order with the merchant's own number: 1 to 32 of letters, digits, _ and -. */
  public static Builder numbered(String merchantOrderNo) {
    return new Builder().text("merchantOrderNo", merchantOrderNo);
  }

  byte[] body(String merchantId) {
    var writer = new JsonWriter().put("merchantId", merchantId);
    members.forEach(writer::put);
    return writer.utf8();
  }

  String merchantOrderNo() {
    return members.get("merchantOrderNo") instanceof Json.Text text ? text.value() : "";
  }

  @Override
  public String toString() {
    return "NewOrder" + Masked.body(body(""));
  }

  /** Collects the fields; {@code WEBVIEW} with a password unless said otherwise. */
  public static final class Builder {
    private final Map<String, Json> members = new LinkedHashMap<>();

    private Builder() {
      transactionType(TransactionType.WEBVIEW);
      businessType(BusinessType.PASSWORD);
    }

    public Builder transactionType(TransactionType type) {
      return text("transactionType", type.name());
    }

    public Builder businessType(BusinessType type) {
      return text("businessType", type.name());
    }

    /** Where the result is notified (C-3): a URL of a host registered for the merchant. */
    public Builder bankReturnUrl(URI url) {
      return text("bankReturnUrl", url.toString());
    }

    /** A name registered for the merchant; the payer sees it. */
    public Builder merchantName(String name) {
      return text("merchantName", name);
    }

    /** The merchant's day of the order; part of what makes two orders equal. */
    public Builder orderDate(LocalDate day) {
      return text("orderDate", Days.written(day));
    }

    public Builder orderAmount(Amount amount) {
      return with("orderAmount", new Json.Numeral(amount.yuan()));
    }

    /** The payer's mobile number, 11 digits. */
    public Builder mobileNo(String number) {
      return text("mobileNo", number);
    }

    public Builder goodsNo(String number) {
      return text("goodsNo", number);
    }

    public Builder goodsName(String name) {
      return text("goodsName", name);
    }

    public Builder goodsDescription(String description) {
      return text("goodsDescription", description);
    }

    /** The code that was scanned; {@code PAYER_CODE} needs it. */
    public Builder payerCode(String code) {
      return text("payerCode", code);
    }

    /** Where the payer's page leads back to. */
    public Builder returnUrl(URI url) {
      return text("returnUrl", url.toString());
    }

    /** Where refunds are notified, if not at {@code bankReturnUrl}. */
    public Builder refundNotifyUrl(URI url) {
      return text("refundNotifyUrl", url.toString());
    }

    /** How long the order stays payable: whole minutes, a day at most; 30 minutes by default. */
    public Builder expiresAfter(Duration life) {
      return with("expireMinutes", new Json.Numeral(BigDecimal.valueOf(life.toMinutes())));
    }

    /** The chatbot in whose conversation the order was made. */
    public Builder chatbotId(String chatbotId) {
      return text("chatbotId", chatbotId);
    }

    public Builder storeNo(String number) {
      return text("storeNo", number);
    }

    /** The merchant's own data, echoed in answers and callbacks. Nothing sensitive. */
    public Builder ext(Map<String, String> data) {
      Map<String, Json> ext = new LinkedHashMap<>();
      data.forEach((name, value) -> ext.put(name, new Json.Text(value)));
      return with("ext", new Json.Members(ext));
    }

    /**
     * Completes the order.
     *
     * @throws IllegalStateException if a mandatory field is missing
     */
    public NewOrder build() {
      for (var name : MANDATORY) {
        if (!members.containsKey(name)) {
          throw new IllegalStateException(name + " is missing");
        }
      }
      return new NewOrder(new LinkedHashMap<>(members));
    }

    private Builder text(String name, String value) {
      return with(name, new Json.Text(value));
    }

    private Builder with(String name, Json value) {
      members.put(name, value);
      return this;
    }
  }
}
