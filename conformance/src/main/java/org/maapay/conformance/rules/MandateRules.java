package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Answer;
import org.maapay.conformance.target.Notice;
import org.maapay.conformance.target.Stage;
import tools.jackson.databind.node.ObjectNode;

/** Mandates: asked for, signed by the user, seen and ended, told at each change. */
@RuleSet
final class MandateRules {
  private static final Duration SOON = Duration.ofSeconds(8);

  private final Stage stage;
  private final Mandating mandates;

  MandateRules(Stage stage) {
    this.stage = stage;
    this.mandates = new Mandating(stage);
  }

  @Test
  @Clause("6.1.2-2")
  @DisplayName("A mandate is asked for, answered with a link, and queried by three names")
  void a_mandate_is_asked_for_and_queried() {
    mandates.clear();
    var wish = mandates.wish();
    var asked = mandates.ask(wish).ok();
    assertThat(asked.text("mandateStatus")).isEqualTo("PENDING");
    assertThat(asked.text("signUrl")).startsWith("http");
    assertThat(asked.raw().text())
        .containsPattern("\"limitPerPayment\":\\s?2\\.00[,}]")
        .containsPattern("\"limitPerDay\":\\s?3\\.00[,}]");
    for (var by :
        Map.of(
                "mandateNo", asked.text("mandateNo"),
                "merchantMandateNo", wish.path("merchantMandateNo").asString(),
                "mobileNo", stage.payer().mobileNo())
            .entrySet()) {
      var found = mandates.query(by.getKey(), by.getValue()).ok();
      assertThat(found.text("mandateNo")).as(by.getKey()).isEqualTo(asked.text("mandateNo"));
    }
    mandates.clear();
  }

  @Test
  @Clause("6.3.1-1a")
  @DisplayName("Asking is idempotent; refusals come in order: reused number, then an open mandate")
  void asking_again_answers_in_order() {
    mandates.clear();
    var wish = mandates.wish();
    var first = mandates.ask(wish).ok();
    var again = mandates.ask(wish).ok();
    assertThat(again.replayed()).isTrue();
    assertThat(again.text("mandateNo")).isEqualTo(first.text("mandateNo"));
    mandates.ask(wish.deepCopy().put("limitPerDay", "4.00")).problem(409, "mandate-number-reused");
    mandates.ask(mandates.wish()).problem(409, "mandate-exists");
    mandates.clear();
    assertThat(mandates.ask(wish).ok().text("mandateStatus")).isEqualTo("REVOKED");
    mandates.ask(mandates.wish()).ok();
    mandates.clear();
  }

  @Test
  @Clause({"6.1.2-2", "6.5-7a"})
  @DisplayName("The user signs with his password on the keypad; signing and ending are notified")
  void signing_and_ending_are_notified() {
    mandates.clear();
    var inbox = stage.callbacks().open();
    var wish = mandates.wish(inbox);
    var asked = mandates.ask(wish).ok();
    assertThat(mandates.sign(asked).text("outcome")).isEqualTo("SIGNED");
    var signed = judged(inbox.next(SOON), wish);
    assertThat(signed.json().path("mandateStatus").asString()).isEqualTo("ACTIVE");
    var number = wish.path("merchantMandateNo").asString();
    var active = mandates.query("merchantMandateNo", number).ok();
    assertThat(active.text("mandateStatus")).isEqualTo("ACTIVE");
    assertThat(active.json().has("signUrl")).isFalse();
    assertThat(mandates.revoke(number).ok().text("mandateStatus")).isEqualTo("REVOKED");
    var ended = judged(inbox.next(SOON), wish);
    assertThat(ended.json().path("mandateStatus").asString()).isEqualTo("REVOKED");
    assertThat(ended.json().path("endedBy").asString()).isEqualTo("MERCHANT");
    assertThat(mandates.revoke(number).ok().text("mandateStatus")).isEqualTo("REVOKED");
    inbox.staysEmpty(Duration.ofMillis(800));
  }

  private Notice judged(Notice notice, ObjectNode wish) {
    stage.secondMerchant().verifyNotice(notice.request(), notice::header);
    stage.contract().demand("MandateNotice", notice.json());
    for (var field : Set.of("merchantMandateNo", "merchantId", "merchantName", "mobileNo")) {
      assertThat(notice.json().path(field).asString())
          .as(field)
          .isEqualTo(wish.path(field).asString());
    }
    return notice;
  }

  @Test
  @Clause("6.5-7a")
  @DisplayName("A wrong password signs nothing; an ended mandate is not signed")
  void a_wrong_password_signs_nothing() {
    mandates.clear();
    var wish = mandates.wish();
    var asked = mandates.ask(wish).ok();
    stage.handset().demanded();
    var wrong = stage.handset().sign(asked.text("signUrl"), "000001");
    assertThat(wrong.text("reason")).isEqualTo("WRONG_PASSWORD");
    var number = wish.path("merchantMandateNo").asString();
    assertThat(mandates.query("merchantMandateNo", number).text("mandateStatus"))
        .isEqualTo("PENDING");
    assertThat(mandates.sign(asked).text("outcome")).isEqualTo("SIGNED");
    mandates.clear();
    assertThat(mandates.sign(asked).text("code")).isEqualTo("mandate-ended");
  }

  @Test
  @Clause("6.3.1-1a")
  @DisplayName("Every wrong field of a mandate is named, all at once; nothing is stored")
  void wrong_fields_are_named() {
    var refusals = new Refusals(stage);
    var spoiled = mandates.wish().put("limitPerPayment", "0").put("mobileNo", "123");
    spoiled.put("surprise", 1);
    refusals.refused(
        mandates.ask(spoiled), Set.of("limitPerPayment", "mobileNo", "surprise"), "three fields");
    refusals.refused(
        mandates.ask(mandates.wish().put("limitPerDay", "1.99")),
        Set.of("limitPerDay"),
        "a day below one payment");
    for (var field :
        List.of("merchantMandateNo", "merchantName", "limitPerDay", "notifyUrl", "mobileNo")) {
      var without = mandates.wish();
      without.remove(field);
      refusals.refused(mandates.ask(without), Set.of(field), "without " + field);
    }
    refusals.refused(
        stage
            .secondMerchant()
            .post(
                Mandating.QUERY,
                Mandating.object().put("merchantId", mandates.party().merchantId())),
        Set.of("mandateNo"),
        "a query for nothing");
    refusals.verdict();
  }

  @Test
  @Clause("6.3.1-1a")
  @DisplayName(
      "Another merchant's mandate, a foreign merchantId, name or callback host are refused")
  void what_is_not_the_merchants_is_refused() {
    mandates.clear();
    var wish = mandates.wish();
    var asked = mandates.ask(wish).ok();
    var foreign =
        Mandating.object()
            .put("merchantId", stage.merchant().party().merchantId())
            .put("mandateNo", asked.text("mandateNo"));
    for (var path : List.of(Mandating.QUERY, Mandating.REVOKE)) {
      stage.merchant().post(path, foreign).problem(404, "mandate-not-found");
    }
    stage.merchant().post(Mandating.ASK, mandates.wish()).problem(403, "merchant-mismatch");
    mandates.clear();
    mandates
        .ask(mandates.wish().put("merchantName", "别人的店"))
        .problem(422, "merchant-name-not-registered");
    mandates
        .ask(mandates.wish().put("notifyUrl", "https://evil.example/n"))
        .problem(422, "callback-host-not-registered");
    assertThat(mandates.query("mobileNo", "19900000003").status()).isEqualTo(404);
  }

  @Test
  @Clause("6.3.2-3a")
  @DisplayName("A number without an account gets a link too: nobody learns who has one")
  void a_stranger_is_asked_like_anybody() {
    var wish = mandates.wish().put("mobileNo", "19900000004");
    Answer asked = mandates.ask(wish);
    if (asked.status() == 409) { // Left open by an earlier run against the same platform.
      var left = mandates.query("mobileNo", "19900000004").ok();
      mandates.revoke(left.text("merchantMandateNo")).ok();
      asked = mandates.ask(wish);
    }
    assertThat(asked.ok().text("signUrl")).startsWith("http");
    mandates.revoke(wish.path("merchantMandateNo").asString()).ok();
  }
}
