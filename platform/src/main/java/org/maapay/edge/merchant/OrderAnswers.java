package org.maapay.edge.merchant;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.maapay.aggregate.Choices;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.json.Json;
import org.maapay.institution.Prepared.Ready;
import org.maapay.institution.Way;
import org.maapay.kernel.BusinessDay;
import org.maapay.mandate.Verdict;
import org.maapay.mandate.Verdict.Outcome;
import org.maapay.mode.NativeSdk;
import org.maapay.mode.PasswordFree;
import org.maapay.mode.PaymentMode;
import org.maapay.order.BusinessType;
import org.maapay.order.OrderStatus;
import org.maapay.order.PaymentOrder;
import org.maapay.order.TransactionType;

/** Orders as appendix C shows them. */
final class OrderAnswers {
  /**
   * A mandate is between a payer and a merchant; an institution outside knows no merchant of ours.
   */
  private static final Verdict NO_MANDATE_OUTSIDE = new Verdict(Outcome.NO_MANDATE, null);

  private final PaymentMode webview;
  private final NativeSdk nativeSdk;
  private final PasswordFree passwordFree;
  private final Choices choices;
  private final InstantSource clock;

  OrderAnswers(MerchantInterface.Parts parts) {
    this.webview = parts.webview();
    this.nativeSdk = parts.nativeSdk();
    this.passwordFree = parts.mandates().passwordFree();
    this.choices = parts.choices();
    this.clock = parts.clock();
  }

  /** The answer of C-1 to an order that the payer confirms. */
  Json.Obj placed(PaymentOrder order) {
    return accepted(order).build();
  }

  /** The answer of C-1 to a password-free order, which may be paid by now. */
  Json.Obj placed(PaymentOrder order, Verdict verdict) {
    var answer = accepted(order);
    var limits = verdict.limits();
    if (limits != null) {
      answer.put("passwordFree", MandateAnswers.limits(limits));
    }
    if (isPayable(order)) {
      answer.put("fallback", verdict.fallback());
    }
    return answer.build();
  }

  /** The answer of C-1's replay, with the present state. */
  Json.Obj replayed(PaymentOrder order) {
    return order.wish().businessType() == BusinessType.PASSWORD_FREE
            && order.wish().transactionType() != TransactionType.AGGREGATE
        ? placed(order, passwordFree.answered(order))
        : placed(order);
  }

  private Json.Members accepted(PaymentOrder order) {
    var wish = order.wish();
    var answer =
        Json.members()
            .put("payOrderNo", order.payOrderNo().value())
            .put("createDate", order.createDate().toString())
            .put("merchantId", wish.merchant().value())
            .put("merchantOrderNo", wish.merchantOrderNo())
            .put("merchantName", wish.merchantName())
            .put("orderAmount", wish.amount())
            .put("result", "SUCCESS")
            .put("orderStatus", order.status().name());
    if (isPayable(order)) {
      reach(answer, order);
    }
    return withExt(answer, order);
  }

  private void reach(Json.Members answer, PaymentOrder order) {
    switch (order.wish().transactionType()) {
      case WEBVIEW -> page(answer, order);
      case NATIVE -> sdk(answer, order);
      case CHATBOT -> {} // The payment chatbot reaches him by itself.
      case AGGREGATE -> answer.put("institutions", institutions(order));
      case MERCHANT_CODE, PAYER_CODE -> {
        if (order.wish().businessType() == BusinessType.PASSWORD_FREE) {
          page(answer, order);
        }
      }
    }
  }

  private Json institutions(PaymentOrder order) {
    return Json.of(
        choices.offers(order).stream()
            .map(offer ->
                Json.members()
                    .put("institutionCode", offer.code())
                    .put("name", offer.name())
                    .put(
                        "transactionTypes",
                        Json.of(offer.ways().stream().map(way -> Json.of(way.name())).toList()))
                    .build())
            .toList());
  }

  /** The answer to a choice: how the payer is reached now. */
  Json.Obj chosen(PaymentOrder order, String institution, Way way) {
    return choice(order, institution, way).build();
  }

  /** The same where the built-in institution reaches him. */
  Json.Obj chosenHere(PaymentOrder order, String institution, Way way, @Nullable Verdict verdict) {
    var answer = choice(order, institution, way);
    if (verdict != null && isPayable(order)) {
      answer.put("fallback", verdict.fallback());
    }
    if (isPayable(order)) {
      switch (way) {
        case WEBVIEW -> page(answer, order);
        case NATIVE -> sdk(answer, order);
        case CHATBOT -> {} // The payment chatbot reaches him by itself.
      }
    }
    return answer.build();
  }

  /** The same where an institution outside does. */
  Json.Obj chosenOutside(PaymentOrder order, String institution, Way way, Ready ready) {
    var answer = choice(order, institution, way);
    if (order.wish().businessType() == BusinessType.PASSWORD_FREE) {
      answer.put("fallback", NO_MANDATE_OUTSIDE.fallback());
    }
    return switch (way) {
      case WEBVIEW -> answer.putIfPresent("payUrl", ready.payUrl()).build();
      case NATIVE ->
          answer
              .putIfPresent("sdkToken", ready.sdkToken())
              .putIfPresent("sdkUrl", ready.sdkUrl())
              .build();
      case CHATBOT -> answer.build(); // The payment chatbot brings the page to him.
    };
  }

  private static Json.Members choice(PaymentOrder order, String institution, Way way) {
    return Json.members()
        .put("payOrderNo", order.payOrderNo().value())
        .put("merchantOrderNo", order.wish().merchantOrderNo())
        .put("institutionCode", institution)
        .put("transactionType", way.name())
        .put("orderStatus", order.status().name());
  }

  private void sdk(Json.Members answer, PaymentOrder order) {
    var token = nativeSdk.sdkToken(order);
    answer.put("sdkToken", token).put("sdkUrl", nativeSdk.sdkUrl(order, token));
  }

  private void page(Json.Members answer, PaymentOrder order) {
    webview.payUrl(order).ifPresent(url -> answer.put("payUrl", url));
  }

  /** A problem that names the order which stands against what was asked. */
  static Problem named(Problem problem, PaymentOrder order) {
    return problem
        .with("payOrderNo", Json.of(order.payOrderNo().value()))
        .with("orderStatus", Json.of(order.status().name()))
        .with("orderAmount", Json.of(order.wish().amount()))
        .with("paymentDate", Json.of(paymentDate(order)))
        .with("paymentTime", Json.of(paymentTime(order)));
  }

  /** The answer of C-2. */
  Json.Obj queried(PaymentOrder order) {
    var wish = order.wish();
    var answer =
        Json.members()
            .put("transactionType", wish.transactionType().name())
            .put("businessType", wish.businessType().name())
            .put("merchantOrderNo", wish.merchantOrderNo())
            .put("merchantName", wish.merchantName())
            .put("orderDate", wish.orderDate().toString())
            .put("orderAmount", wish.amount())
            .put("currency", "CNY")
            .put("merchantId", wish.merchant().value())
            .put("mobileNo", wish.mobile().digits())
            .putIfPresent("goodsNo", wish.goods().no())
            .putIfPresent("goodsName", wish.goods().name())
            .putIfPresent("goodsDescription", wish.goods().description())
            .put("paymentDate", paymentDate(order))
            .put("paymentTime", paymentTime(order))
            .put("payOrderNo", order.payOrderNo().value())
            .put("orderStatus", order.status().name());
    choices
        .holder(order)
        .ifPresent(offer ->
            answer.put(
                "institution",
                Json.members()
                    .put("institutionCode", offer.code())
                    .put("name", offer.name())
                    .build()));
    return withExt(answer, order).build();
  }

  private static String paymentDate(PaymentOrder order) {
    return order.paidAt().map(at -> BusinessDay.of(at).toString()).orElse("");
  }

  private static String paymentTime(PaymentOrder order) {
    return order.paidAt().map(BusinessDay::timeOf).orElse("");
  }

  private boolean isPayable(PaymentOrder order) {
    var status = order.status();
    return (status == OrderStatus.CREATED || status == OrderStatus.PAYING)
        && !order.isDue(clock.instant());
  }

  private static Json.Members withExt(Json.Members answer, PaymentOrder order) {
    var ext = order.wish().terms().ext();
    return ext == null ? answer : answer.put("ext", StoredJson.read(ext));
  }
}
