package org.maapay.conformance.target;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of appendix C that are right in every field; rules spoil one at a time. */
public final class OrderBodies {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private final Demo.Party party;
  private final String noticeUrl;
  private final String mobileNo;
  private final InstantSource clock;
  private final String run;
  private final AtomicLong count = new AtomicLong();

  /** {@code noticeUrl} takes what nobody waits for. */
  OrderBodies(Demo.Party party, String noticeUrl, String mobileNo, InstantSource clock) {
    this.party = party;
    this.noticeUrl = noticeUrl;
    this.mobileNo = mobileNo;
    this.clock = clock;
    this.run = Long.toString(clock.millis(), 36);
  }

  /** A number that this merchant has not used. */
  public String freshNumber() {
    return "CF-" + run + "-" + count.incrementAndGet();
  }

  public String today() {
    return LocalDate.ofInstant(clock.instant(), SHANGHAI).format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** C.1 with every field of the appendix; 0.50 yuan. */
  public ObjectNode order() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("transactionType", "WEBVIEW")
        .put("businessType", "PASSWORD")
        .put("bankReturnUrl", noticeUrl)
        .put("merchantOrderNo", freshNumber())
        .put("merchantName", party.name())
        .put("orderDate", today())
        .put("orderAmount", "0.50")
        .put("currency", "CNY")
        .put("merchantId", party.merchantId())
        .put("mobileNo", mobileNo)
        .put("goodsNo", "LATTE-M")
        .put("goodsName", "拿铁 中杯")
        .put("goodsDescription", "热 · 少糖");
  }

  /** C.2 for an order that was placed. */
  public ObjectNode query(ObjectNode order, Answer placed) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("payOrderNo", placed.text("payOrderNo"))
        .put("createDate", placed.text("createDate"))
        .put("mobileNo", Long.parseLong(mobileNo))
        .put("merchantOrderNo", order.path("merchantOrderNo").asString())
        .put("merchantId", party.merchantId());
  }

  public ObjectNode close(ObjectNode order) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("merchantId", party.merchantId())
        .put("merchantOrderNo", order.path("merchantOrderNo").asString());
  }

  /** C.4 without a number of its own. */
  public ObjectNode refund(ObjectNode order, String amount) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("merchantOrderNo", order.path("merchantOrderNo").asString())
        .put("orderDate", order.path("orderDate").asString())
        .put("refundAmount", amount)
        .put("merchantId", party.merchantId())
        .put("mobileNo", mobileNo);
  }
}
