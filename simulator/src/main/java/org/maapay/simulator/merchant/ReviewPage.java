package org.maapay.simulator.merchant;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;

/**
 * The page where the shop's staff approve or decline refunds. A form counts only if it came from
 * this page: it carries a word that no other site can read.
 */
final class ReviewPage {
  static final String PATH = "/review";
  private static final int LONGEST_REASON = 100;
  private static final String STYLE =
      """
      :root{--ground:#F3F4F7;--paper:#FFF;--ink:#14171F;--ink-2:#5A6272;--line:#E5E8EE;
        --brand:#1456F0;--on-brand:#FFF;--good:#0F7B52;--bad:#C2302A;color-scheme:light dark}
      @media(prefers-color-scheme:dark){:root{--ground:#0E1117;--paper:#171B23;--ink:#EEF1F6;
        --ink-2:#A6AEBD;--line:#2A313D;--brand:#5B8CFF;--on-brand:#0E1117;--good:#3CCB91;
        --bad:#FF7A72}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.45 "PingFang SC",
        "Microsoft YaHei","WenQuanYi Micro Hei",sans-serif}
      main{max-width:640px;margin:0 auto;padding:24px 16px 48px}
      h1{font-size:28px;margin:0 0 4px}h2{font-size:20px;margin:32px 0 12px}
      p{margin:0}.quiet{color:var(--ink-2);font-size:14px}
      article{background:var(--paper);border:1px solid var(--line);border-radius:12px;
        padding:16px;margin:12px 0}
      .head{display:flex;justify-content:space-between;gap:12px;align-items:baseline}
      .amount{font-size:20px;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
      form{display:flex;gap:12px;margin-top:16px;flex-wrap:wrap}
      input{flex:1 1 200px;min-height:44px;padding:0 12px;border:1px solid var(--line);
        border-radius:8px;background:var(--ground);color:var(--ink);font:inherit}
      button{min-height:44px;padding:0 20px;border-radius:8px;border:1px solid var(--line);
        background:none;color:var(--ink);font:inherit;cursor:pointer}
      button.yes{background:var(--brand);border-color:var(--brand);color:var(--on-brand);
        flex:1 1 100%}
      :focus-visible{outline:3px solid var(--brand);outline-offset:2px}
      .DONE{color:var(--good)}.APPROVED{color:var(--ink-2)}.FAILED,.DECLINED{color:var(--bad)}
      """;

  private final String shopName;
  private final ShopOrders orders;
  private final RefundWishes wishes;
  private final RefundDesk desk;
  private final String word;

  ReviewPage(String shopName, ShopOrders orders, RefundWishes wishes, RefundDesk desk) {
    this.shopName = shopName;
    this.orders = orders;
    this.wishes = wishes;
    this.desk = desk;
    var octets = new byte[24];
    new SecureRandom().nextBytes(octets);
    this.word = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  Reply show() {
    var all = wishes.forReview();
    var waiting = all.stream().filter(wish -> wish.state() == RefundWish.State.ASKED).toList();
    var ended = all.stream().filter(wish -> wish.state() != RefundWish.State.ASKED).toList();
    // A page with nothing to type into may look again by itself.
    var refresh = waiting.isEmpty() ? "<meta http-equiv=\"refresh\" content=\"3\">" : "";
    var html =
        """
        <!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">%s
        <title>退款审核 · %s</title><style>%s</style></head><body><main>
        <h1>退款审核</h1><p class="quiet">%s</p>
        <h2>待审核</h2>%s<h2>已处理</h2>%s</main></body></html>
        """
            .formatted(
                refresh,
                escaped(shopName),
                STYLE,
                escaped(shopName),
                listed(waiting, "没有待审核的退款申请。"),
                listed(ended, "还没有处理过退款。"));
    return Reply.text(200, "text/html; charset=utf-8", html)
        .with(
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
                + " frame-ancestors 'none'; base-uri 'none'")
        .with("cache-control", "no-store")
        .with("referrer-policy", "same-origin")
        .with("x-content-type-options", "nosniff");
  }

  /** Takes a decision; anything that this page did not send is refused. */
  Reply decide(Request request) {
    var form = form(request.text());
    var origin = request.header("origin").orElse("");
    boolean ours = origin.isEmpty() || origin.equals("http://" + request.header("host").orElse(""));
    if (!ours || !isTheWord(form.getOrDefault("word", ""))) {
      return Reply.problem(
          403, "not-the-review-page", "This form was not sent by the review page. 请刷新页面后重试。");
    }
    var refundNo = form.getOrDefault("refundNo", "");
    switch (form.getOrDefault("decision", "")) {
      case "approve" -> desk.approve(refundNo);
      case "decline" -> desk.decline(refundNo, shortened(form.getOrDefault("reason", "")));
      default -> {
        return Reply.problem(400, "decision-unknown", "There is no such decision.");
      }
    }
    return Reply.empty(303).with("location", PATH);
  }

  private String listed(List<RefundWish> wishes, String nothing) {
    return wishes.isEmpty()
        ? "<p class=\"quiet\">" + nothing + "</p>"
        : wishes.stream().map(this::article).collect(Collectors.joining());
  }

  private String article(RefundWish wish) {
    var order = orders.find(wish.orderNo()).orElseThrow();
    return """
    <article data-refund="%s"><div class="head"><strong>%s</strong>
    <span class="amount">%s</span></div>
    <p class="quiet">订单 %s，实付 %s<br>用户 %s，%s 申请</p>%s</article>
    """
        .formatted(
            escaped(wish.refundNo()),
            escaped(order.title()),
            Cards.yuan(wish.amount()),
            escaped(order.orderNo()),
            Cards.yuan(order.amount()),
            order.customer().mobile().masked(),
            Cards.moment(wish.askedAt()),
            wish.state() == RefundWish.State.ASKED ? choice(wish) : outcome(wish));
  }

  private String choice(RefundWish wish) {
    return """
    <form method="post" action="/review"><input type="hidden" name="word" value="%s">
    <input type="hidden" name="refundNo" value="%s">
    <button class="yes" name="decision" value="approve">同意退款 %s</button>
    <input name="reason" maxlength="%d" placeholder="拒绝的原因，用户会看到" aria-label="拒绝的原因">
    <button name="decision" value="decline">拒绝</button></form>
    """
        .formatted(word, escaped(wish.refundNo()), Cards.yuan(wish.amount()), LONGEST_REASON);
  }

  private static String outcome(RefundWish wish) {
    var words =
        switch (wish.state()) {
          case ASKED -> "待审核";
          case APPROVED -> "已同意，退款处理中";
          case DONE -> "已退款";
          case FAILED -> "退款没有成功，款项没有变动";
          case DECLINED -> {
            var note = wish.note();
            yield note == null || note.isBlank() ? "已拒绝" : "已拒绝：" + note;
          }
        };
    return "<p class=\"" + wish.state() + "\">" + escaped(words) + "</p>";
  }

  private boolean isTheWord(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), word.getBytes(StandardCharsets.UTF_8));
  }

  private static String shortened(String reason) {
    var plain = reason.strip().replaceAll("\\p{Cntrl}", " ");
    int most = Math.min(LONGEST_REASON, plain.codePointCount(0, plain.length()));
    return plain.substring(0, plain.offsetByCodePoints(0, most));
  }

  private static Map<String, String> form(String body) {
    var form = new HashMap<String, String>();
    for (var pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return "";
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
