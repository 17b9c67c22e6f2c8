package org.maapay.simulator.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Refusal.Cause;
import org.maapay.messaging.routing.SmsChannel.Outcome;
import org.maapay.messaging.routing.SmsChannel.Sms;
import org.maapay.messaging.sms.InMemoryJournal;
import org.maapay.messaging.sms.SmppChannel;
import org.maapay.messaging.sms.SmsCentre;
import org.maapay.messaging.sms.SmsCentre.DefaultAlphabet;
import org.maapay.messaging.sms.SmsCentre.Limits;
import org.maapay.messaging.sms.SmsCentre.Login;
import org.maapay.messaging.sms.SmsCentre.NumberForm;
import org.maapay.messaging.sms.SmsCentre.Source;
import org.maapay.simulator.Clause;
import org.maapay.simulator.TestDatabase;
import org.maapay.simulator.operator.Terminals;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.json.JsonMapper;

/** The channel against a centre that reads every octet by itself. */
@Clause("4-operator-a")
class SmppChannelTest {
  private static final PhoneNumber ANNA = PhoneNumber.parse("13800138000");
  private static final PhoneNumber NOBODY = PhoneNumber.parse("13700137000");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Limits QUICK =
      new Limits(50, 10, Duration.ofMillis(800), Duration.ofMillis(300));

  private record Told(String messageId, PhoneNumber user, DeliveryState state) {}

  private record Answered(String messageId, PhoneNumber user, String words) {}

  private final BlockingQueue<Terminals.Arrival> shown = new LinkedBlockingQueue<>();
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
  private volatile boolean deaf;
  private final SmppChannel.Listener listener =
      new SmppChannel.Listener() {
        @Override
        public void reported(String messageId, PhoneNumber user, DeliveryState state) {
          told.add(new Told(messageId, user, state));
        }

        @Override
        public void answered(String messageId, PhoneNumber user, String words) {
          if (deaf) {
            deaf = false;
            throw new IllegalStateException("not now");
          }
          answers.add(new Answered(messageId, user, words));
        }
      };
  private final InMemoryJournal journal = new InMemoryJournal(InstantSource.system());
  private final Database database;
  private final WireLog wire;
  private final Smsc centre;
  private @Nullable SmppChannel channel;

  SmppChannelTest() throws IOException, SQLException {
    database = Database.open(TestDatabase.create(), "simulator");
    wire = new WireLog(database, InstantSource.system());
    var terminals =
        new Terminals() {
          @Override
          public boolean has(String operator, PhoneNumber number) {
            return operator.equals("gsma") && number.equals(ANNA);
          }

          @Override
          public void show(Arrival arrival) {
            shown.add(arrival);
          }
        };
    centre =
        Smsc.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new Smsc.Account("maapay", "secret"),
            new Smsc.Surroundings(terminals, List.of("gsma"), wire, InstantSource.system()));
  }

  @AfterEach
  void end() {
    if (channel != null) {
      channel.close();
    }
    centre.close();
    wire.close();
    database.close();
  }

  @Test
  void a_text_arrives_and_its_receipt_is_told() throws Exception {
    var sms = bound();
    assertThat(sms.send(text("m1", ANNA, "您向海风咖啡支付 12.50 元成功。"))).isEqualTo(new Outcome.Taken());
    var arrival = next(shown);
    assertThat(arrival.origin().chatbotId()).isEqualTo("10690000");
    assertThat(arrival.shown().sms()).isTrue();
    assertThat(words(arrival)).isEqualTo("您向海风咖啡支付 12.50 元成功。");
    assertThat(next(told)).isEqualTo(new Told("m1", ANNA, Station.SMS_FALLBACK));
  }

  @Test
  void what_a_user_writes_back_is_heard_with_the_text_that_he_got_last() throws Exception {
    var sms = bound();
    sms.send(text("m1", ANNA, "您有一笔待支付订单"));
    sms.send(text("m2", ANNA, "您有两笔待支付订单"));
    centre.write(ANNA, "10690000", "退订");
    assertThat(next(answers)).isEqualTo(new Answered("m2", ANNA, "退订"));
    centre.write(ANNA, "10690000", "不".repeat(80));
    assertThat(next(answers).words()).as("of a longer text each part").isEqualTo("不".repeat(67));
    assertThat(next(answers).words()).isEqualTo("不".repeat(13));
  }

  @Test
  void what_could_not_be_heard_comes_again_and_strangers_are_not_heard() throws Exception {
    var sms = bound();
    sms.send(text("m1", ANNA, "您有一笔待支付订单"));
    deaf = true;
    centre.write(NOBODY, "10690000", "TD");
    centre.write(ANNA, "10690000", "TD");
    assertThat(next(answers)).isEqualTo(new Answered("m1", ANNA, "TD"));
    assertThat(deaf).isFalse();
    assertThat(answers).isEmpty();
  }

  @Test
  void a_long_text_arrives_whole_in_either_alphabet_and_is_told_once() throws Exception {
    var sms = bound();
    var chinese = "海风咖啡向您发起 1,234.56 元的付款，请在支付助手会话中确认。".repeat(7);
    assertThat(sms.send(text("m1", ANNA, chinese))).isEqualTo(new Outcome.Taken());
    assertThat(words(next(shown))).isEqualTo(chinese);
    assertThat(next(told)).isEqualTo(new Told("m1", ANNA, Station.SMS_FALLBACK));
    int parts = centre.submitted();
    assertThat(parts).isGreaterThan(3);
    var english = "You paid ¥12.50 to [Sea Wind] {Coffee} €3 ~ok~. ".repeat(9);
    assertThat(sms.send(text("m2", ANNA, english))).isEqualTo(new Outcome.Taken());
    assertThat(words(next(shown))).isEqualTo(english);
    assertThat(next(told).messageId()).isEqualTo("m2");
    assertThat(centre.submitted() - parts).isEqualTo(4);
    assertThat(told).isEmpty();
  }

  @Test
  void what_was_taken_once_is_not_sent_again() throws Exception {
    var sms = bound();
    sms.send(text("m1", ANNA, "您有一笔待支付订单"));
    assertThat(sms.send(text("m1", ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.Taken());
    assertThat(centre.submitted()).isEqualTo(1);
  }

  @Test
  void a_throttled_text_stays_and_leaves_later() throws Exception {
    var sms = bound();
    faults("{'throttled':1}");
    assertThat(sms.send(text("m1", ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.Later());
    assertThat(sms.send(text("m1", ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.Taken());
    assertThat(next(told).state()).isEqualTo(Station.SMS_FALLBACK);
  }

  @Test
  void throttled_in_the_middle_only_the_rest_leaves_later() throws Exception {
    var sms = bound();
    var text = "海风咖啡向您发起付款，请在支付助手会话中确认。".repeat(6);
    var halfWay = new Sms("m1", ANNA, text, Instant.now().plusSeconds(60));
    assertThat(sms.send(text("m0", ANNA, "一"))).isEqualTo(new Outcome.Taken());
    next(shown);
    Thread.startVirtualThread(() -> {
      while (centre.submitted() < 2) {
        Thread.onSpinWait();
      }
      faults("{'throttled':1}");
    });
    var outcome = sms.send(halfWay);
    while (outcome instanceof Outcome.Later) {
      outcome = sms.send(halfWay);
    }
    assertThat(outcome).isEqualTo(new Outcome.Taken());
    assertThat(words(next(shown))).isEqualTo(text);
    assertThat(shown).isEmpty();
  }

  @Test
  void a_lost_answer_leaves_the_text_in_doubt_until_its_receipt() throws Exception {
    var sms = bound();
    faults("{'lostResponse':1,'lateMillis':100}");
    assertThat(sms.send(text("m1", ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.InDoubt());
    until(sms::up);
    assertThat(sms.send(text("m1", ANNA, "您有一笔待支付订单"))).isNotEqualTo(new Outcome.Later());
    assertThat(centre.submitted()).as("nothing was sent a second time").isEqualTo(1);
    assertThat(next(told)).isEqualTo(new Told("m1", ANNA, Station.SMS_FALLBACK));
    assertThat(shown).hasSize(1);
  }

  @Test
  void a_lost_answer_without_a_receipt_stays_in_doubt_and_claims_nothing() throws Exception {
    var sms = bound();
    faults("{'lostResponse':1,'drop':true}");
    assertThat(sms.send(text("m1", ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.InDoubt());
    until(sms::up);
    assertThat(sms.send(text("m1", ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.InDoubt());
    assertThat(centre.submitted()).isEqualTo(1);
    assertThat(told).isEmpty();
  }

  @Test
  void a_receipt_before_the_answer_is_told_too() throws Exception {
    var sms = bound();
    faults("{'earlyReceipt':1,'decimalReceipts':true}");
    assertThat(sms.send(text("m1", ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.Taken());
    assertThat(next(told)).isEqualTo(new Told("m1", ANNA, Station.SMS_FALLBACK));
  }

  @Test
  void late_and_doubled_receipts_and_ids_in_other_digits_are_understood() throws Exception {
    var sms = bound();
    faults("{'decimalReceipts':true,'duplicate':1,'lateMillis':200}");
    assertThat(sms.send(text("m1", ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.Taken());
    assertThat(next(told)).isEqualTo(new Told("m1", ANNA, Station.SMS_FALLBACK));
    assertThat(sms.send(text("m2", ANNA, "您有两笔待支付订单"))).isEqualTo(new Outcome.Taken());
    assertThat(next(told).messageId()).isEqualTo("m2");
  }

  @Test
  void a_text_that_reaches_no_handset_has_failed() throws Exception {
    var sms = bound();
    assertThat(sms.send(text("m1", NOBODY, "您有一笔待支付订单"))).isEqualTo(new Outcome.Taken());
    assertThat(next(told))
        .isEqualTo(new Told("m1", NOBODY, new Failed(Why.UNKNOWN, "UNDELIV 001")));
    assertThat(shown).isEmpty();
  }

  @Test
  void a_refused_login_is_tried_again() throws Exception {
    faults("{'bindRefused':1}");
    var sms = bound();
    assertThat(sms.send(text("m1", ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.Taken());
  }

  @Test
  void while_the_link_is_down_texts_wait() {
    var elsewhere = channel(centre.port(), "wrong");
    elsewhere.start();
    assertThat(elsewhere.send(text("m1", ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.Later());
    assertThat(centre.submitted()).isZero();
  }

  @Test
  void a_broken_line_is_noticed_and_bound_again() throws Exception {
    var sms = bound();
    centre.hangUp();
    until(() -> !sms.up());
    until(sms::up);
    faults("{'down':true}");
    until(() -> !sms.up());
    faults("{}");
    until(sms::up);
    assertThat(sms.send(text("m1", ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.Taken());
  }

  @Test
  void a_link_never_leaves() throws Exception {
    var sms = bound();
    assertThat(sms.send(text("m1", ANNA, "请打开 https://pay.example/c/P1?t=x")))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal().cause()).isEqualTo(Cause.CONTENT));
    assertThat(centre.submitted()).isZero();
  }

  @Test
  void no_more_leaves_in_a_second_than_was_agreed() throws Exception {
    var begun = System.nanoTime();
    var slow = channel(centre.port(), "secret", new Limits(5, 10, QUICK.answer(), QUICK.idle()));
    slow.start();
    until(slow::up);
    for (int i = 0; i < 8; i++) {
      assertThat(slow.send(text("m" + i, ANNA, "您有一笔待支付订单"))).isEqualTo(new Outcome.Taken());
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(550));
  }

  private SmppChannel bound() {
    var sms = channel(centre.port(), "secret");
    sms.start();
    until(sms::up);
    return sms;
  }

  private SmppChannel channel(int port, String password) {
    return channel(port, password, QUICK);
  }

  private SmppChannel channel(int port, String password, Limits limits) {
    var made =
        new SmppChannel(
            new SmsCentre(
                "127.0.0.1",
                port,
                new Login("maapay", password, ""),
                null,
                new Source("10690000", 0, 1),
                DefaultAlphabet.GSM7,
                NumberForm.INTERNATIONAL,
                true,
                limits),
            journal,
            listener,
            InstantSource.system());
    channel = made;
    return made;
  }

  private void faults(String json) {
    centre.change(JSON.readTree(json.replace('\'', '"')));
  }

  private static Sms text(String id, PhoneNumber to, String text) {
    return new Sms(id, to, text, Instant.now().plusSeconds(600));
  }

  private static String words(Terminals.Arrival arrival) {
    return arrival.shown().parts().path(0).path("content").asString();
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    var next = queue.poll(5, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return Objects.requireNonNull(next);
  }

  private static void until(BooleanSupplier holds) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }
}
