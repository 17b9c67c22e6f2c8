package org.maapay.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.maapay.merchant.Notice.MandateChanged;
import org.maapay.merchant.Notice.MandateRepeated;
import org.maapay.merchant.Notice.OrderClosed;
import org.maapay.merchant.Notice.PaymentSucceeded;
import org.maapay.merchant.Notice.Reason;
import org.maapay.merchant.Notice.RefundFailed;
import org.maapay.merchant.Notice.RefundSucceeded;
import org.maapay.merchant.Notice.Refused;
import org.maapay.merchant.Notice.Repeated;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.SignatureAlgorithm;

@Clause("C-3")
class NoticesTest {
  private static final URI URL = URI.create("https://shop.example/notices?shop=1");
  private static final Amount COFFEE = Amount.ofYuan("12.50");
  private static final Instant NOON = TestPlatform.NOON;

  private Instant now = NOON;
  private final InstantSource clock = () -> now;
  private final TestNotices platform = TestNotices.of("M1", clock);
  private final List<Exchange> exchanges = new ArrayList<>();
  private final Notices notices = client().build().notices();

  @Test
  void a_payment_is_told() {
    assertThat(notices.parse(platform.paid(URL, "C1", COFFEE)))
        .isInstanceOfSatisfying(
            PaymentSucceeded.class,
            paid -> {
              assertThat(paid.subject().merchantOrderNo()).isEqualTo("C1");
              assertThat(paid.subject().orderAmount()).isEqualTo(COFFEE);
              assertThat(paid.paidAt()).isEqualTo(NOON);
              assertThat(paid.reply().body()).isEqualTo("{\"noticeResult\":\"SUCCESS\"}");
            });
  }

  @Test
  @Clause("5.1.4-8a")
  void a_payment_of_the_payer_s_choice_names_who_took_the_money() {
    var second = new Order.Institution("SECOND", "第二支付");
    assertThat(notices.parse(platform.paid(URL, "C1", COFFEE, second)))
        .isInstanceOfSatisfying(
            PaymentSucceeded.class, paid -> assertThat(paid.institution()).contains(second));
    assertThat(notices.parse(platform.paid(URL, "C1", COFFEE)))
        .isInstanceOfSatisfying(
            PaymentSucceeded.class, paid -> assertThat(paid.institution()).isEmpty());
  }

  @Test
  void closing_and_refunds_are_told() {
    assertThat(notices.parse(platform.closed(URL, "C1", COFFEE))).isInstanceOf(OrderClosed.class);
    var some = Amount.ofYuan("2.50");
    assertThat(notices.parse(platform.refund(URL, "C1", COFFEE, some, RefundStatus.SUCCESS)))
        .isInstanceOfSatisfying(
            RefundSucceeded.class, r -> assertThat(r.refundAmount()).isEqualTo(some));
    assertThat(notices.parse(platform.refund(URL, "C1", COFFEE, COFFEE, RefundStatus.FAILED)))
        .isInstanceOf(RefundFailed.class);
  }

  @Test
  void changes_of_a_mandate_are_told_once_and_never_go_back() {
    var told = new ArrayList<Notice>();
    for (var status :
        List.of(
            MandateStatus.ACTIVE,
            MandateStatus.ACTIVE,
            MandateStatus.REVOKED,
            MandateStatus.ACTIVE)) {
      assertThat(notices.receive(platform.mandate(URL, "S1", status), told::add).status())
          .isEqualTo(200);
    }
    assertThat(told).hasSize(4);
    assertThat(told.get(0))
        .isInstanceOfSatisfying(
            MandateChanged.class,
            changed -> {
              assertThat(changed.mandate().status()).isEqualTo(MandateStatus.ACTIVE);
              assertThat(changed.mandate().allows(Amount.ofYuan("50.00"))).isTrue();
              assertThat(changed.mandate().allows(Amount.ofYuan("50.01"))).isFalse();
            });
    assertThat(told.get(1)).isInstanceOf(MandateRepeated.class);
    assertThat(told.get(2))
        .isInstanceOfSatisfying(
            MandateChanged.class,
            changed -> assertThat(changed.mandate().status()).isEqualTo(MandateStatus.REVOKED));
    assertThat(told.get(3)).isInstanceOf(MandateRepeated.class);
    assertRefused(platform.mandate(URL, "S2", MandateStatus.PENDING), Reason.UNREADABLE);
  }

  @Test
  void what_is_wrong_is_refused_for_its_reason() {
    assertRefused(
        platform.paid(URI.create("https://shop.example/other"), "C1", COFFEE), Reason.URL_UNKNOWN);
    assertRefused(
        platform.paid(URI.create("https://other.example/notices?shop=1"), "C1", COFFEE),
        Reason.URL_UNKNOWN);
    assertRefused(platform.paid(URL, "C2", COFFEE), Reason.ORDER_UNKNOWN);
    assertRefused(platform.paid(URL, "C1", Amount.ofYuan("0.01")), Reason.AMOUNT_DIFFERS);
    assertRefused(
        platform.refund(URL, "C1", COFFEE, COFFEE, RefundStatus.PROCESSING), Reason.UNREADABLE);
    var stranger = TestNotices.of("M1", clock);
    assertRefused(stranger.paid(URL, "C1", COFFEE), Reason.NOT_AUTHENTIC);
  }

  @Test
  void another_merchants_payment_is_refused() {
    var other =
        platform
            .trustedBy(MaaPay.builder())
            .baseUrl("https://pay.example")
            .merchantId("M2")
            .signer(
                JdkSignatures.signer(
                    "k", SignatureAlgorithm.ED25519, TestPlatform.pair().getPrivate()))
            .clock(clock)
            .noticeUrl(URL)
            .orderBook(order -> Optional.of(COFFEE))
            .build();
    assertThat(other.notices().parse(platform.paid(URL, "C1", COFFEE)))
        .isEqualTo(new Refused(Reason.MERCHANT_DIFFERS));
  }

  @Test
  void every_changed_part_is_noticed() {
    var genuine = platform.paid(URL, "C1", COFFEE);
    var body = genuine.body();
    for (int i = 0; i < body.length; i++) {
      var changed = body.clone();
      changed[i] ^= 1;
      assertRefused(
          new NoticeRequest("POST", genuine.target(), genuine.headers(), changed),
          Reason.NOT_AUTHENTIC);
    }
    for (var name : List.of("Notification-Id", "Content-Digest", "Signature", "Signature-Input")) {
      var headers = new HashMap<String, List<String>>(genuine.headers());
      headers.put(name, List.of("x" + genuine.headers().getOrDefault(name, List.of("")).get(0)));
      assertRefused(
          new NoticeRequest("POST", genuine.target(), headers, body), Reason.NOT_AUTHENTIC);
    }
    assertRefused(
        new NoticeRequest("PUT", genuine.target(), genuine.headers(), body), Reason.NOT_AUTHENTIC);
  }

  @Test
  void an_old_callback_is_refused() {
    var old = platform.paid(URL, "C1", COFFEE);
    now = NOON.plus(Duration.ofSeconds(301));
    assertRefused(old, Reason.NOT_AUTHENTIC);
  }

  @Test
  void a_callback_is_acted_on_once_and_a_state_never_goes_back() {
    List<Notice> handled = new ArrayList<>();
    assertThat(notices.receive(platform.paid(URL, "C1", COFFEE), handled::add).status())
        .isEqualTo(200);
    assertThat(notices.receive(platform.paid(URL, "C1", COFFEE), handled::add).status())
        .isEqualTo(200);
    assertThat(notices.receive(platform.closed(URL, "C1", COFFEE), handled::add).status())
        .isEqualTo(200);
    assertThat(handled)
        .extracting(Object::getClass)
        .map(Class::getSimpleName)
        .containsExactly("PaymentSucceeded", "Repeated", "Repeated");
    assertThat(notices.parse(platform.closed(URL, "C1", COFFEE))).isInstanceOf(Repeated.class);
  }

  @Test
  void a_callback_that_could_not_be_handled_comes_again() {
    assertThatThrownBy(() ->
            notices.receive(
                platform.paid(URL, "C1", COFFEE),
                notice -> {
                  throw new IllegalStateException("database is gone");
                }))
        .hasMessage("database is gone");
    List<Notice> handled = new ArrayList<>();
    assertThat(notices.receive(platform.paid(URL, "C1", COFFEE), handled::add).status())
        .isEqualTo(200);
    assertThat(handled).hasOnlyElementsOfType(PaymentSucceeded.class);
    assertThat(exchanges).extracting(Exchange::status).containsExactly(500, 200);
  }

  @Test
  void the_same_callback_many_times_at_once_has_one_effect() throws Exception {
    var effects = new AtomicInteger();
    var requests = IntStream.range(0, 50).mapToObj(i -> platform.paid(URL, "C1", COFFEE)).toList();
    var threads = Executors.newFixedThreadPool(8);
    try {
      var tasks =
          requests.stream()
              .<Callable<NoticeReply>>map(request ->
                  () ->
                      notices.receive(
                          request,
                          notice -> {
                            if (notice instanceof PaymentSucceeded) {
                              effects.incrementAndGet();
                            }
                          }))
              .toList();
      for (var done : threads.invokeAll(tasks)) {
        assertThat(done.get().status()).isEqualTo(200);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(effects).hasValue(1);
  }

  @Test
  void what_is_logged_is_masked() {
    var unused = notices.parse(platform.paid(URL, "C1", COFFEE));
    assertThat(exchanges.toString()).doesNotContain("13800138000").contains("138****8000");
    assertThat(exchanges.get(0).direction()).isEqualTo(Exchange.Direction.NOTICE);
    assertThat(exchanges.get(0).subject()).isEqualTo("C1");
  }

  private void assertRefused(NoticeRequest request, Reason reason) {
    var notice = notices.parse(request);
    assertThat(notice).isEqualTo(new Refused(reason));
    assertThat(notice.reply().status()).isBetween(400, 499);
  }

  private MaaPay.Builder client() {
    return platform
        .trustedBy(MaaPay.builder())
        .baseUrl("https://pay.example")
        .merchantId("M1")
        .signer(
            JdkSignatures.signer(
                "mk-1", SignatureAlgorithm.ED25519, TestPlatform.pair().getPrivate()))
        .clock(clock)
        .noticeUrl(URL)
        .orderBook(order -> Optional.ofNullable(Map.of("C1", COFFEE).get(order)))
        .listener(exchanges::add);
  }
}
