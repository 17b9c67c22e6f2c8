package org.maapay.messaging.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maapay.messaging.Clause;
import org.maapay.messaging.Delivery;
import org.maapay.messaging.Delivery.Report;
import org.maapay.messaging.Delivery.Traffic;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.FileRef.Role;
import org.maapay.messaging.Part;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Suggestion;
import org.maapay.messaging.mobile.MobileDialect.Fallback;

/** Every body for China Mobile, held against our schema of its documents. */
@Clause("4-operator-a")
class OutboundXmlTest {
  private static final String BOT = "sip:12520040@botplatform.rcs.chinamobile.com";
  private static final PhoneNumber USER = PhoneNumber.parse("13800138000");

  @Test
  void every_combination_of_content_fallback_and_options_keeps_to_the_schema() {
    int bodies = 0;
    for (var parts : contents()) {
      for (var delivery : deliveries()) {
        for (var dialogue : List.of(new Dialogue("c", "k", null), new Dialogue("c", "k", "k0"))) {
          var message = new Downlink("m1", USER, dialogue, parts, delivery);
          for (var fallback : Fallback.values()) {
            assertKeeps(OutboundXml.send(message, BOT, fallback));
            assertKeeps(OutboundXml.template(message, BOT, fallback, "T-1"));
            bodies += 2;
          }
        }
      }
    }
    assertThat(bodies).isGreaterThan(300);
  }

  @Test
  void a_revocation_keeps_to_the_schema() {
    assertKeeps(OutboundXml.revoke(USER));
  }

  @Test
  void what_users_and_merchants_write_never_breaks_the_xml() {
    for (var text :
        List.of(
            "]]>",
            "]]]]>>",
            "a]]>b]]>c",
            "<bodyText>",
            "&amp; &lt; &#0;",
            "</bodyText></outboundIMMessage>",
            "<!DOCTYPE a>",
            "<?xml version=\"1.0\"?>",
            "--next--",
            "\uD83D\uDE00 拿铁",
            "\t\r\n")) {
      var body = OutboundXml.send(text("x" + text), BOT, Fallback.SHORT_MESSAGE);
      assertKeeps(body);
      var read = Xml.read(body).orElseThrow();
      assertThat(Xml.all(read, "bodyText").findFirst().orElseThrow().getTextContent())
          .isEqualTo("x" + text.replace("\r\n", "\n"));
    }
  }

  @Test
  void characters_that_no_xml_can_hold_are_replaced_and_the_rest_arrives() {
    for (var impossible : List.of("\u0000", "\u0001", "\u000b", "\ud800", "\udc00", "\uffff")) {
      var body = OutboundXml.send(text("拿" + impossible + "铁"), BOT, Fallback.SHORT_MESSAGE);
      assertKeeps(body);
      assertThat(Xml.text(Xml.read(body).orElseThrow(), "bodyText")).isEqualTo("拿\ufffd铁");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<address>tel:+8613800138000</address>|''",
        "<address>|<Address>",
        "tel:+8613800138000|+8613800138000",
        "<storeSupported>true</storeSupported>|<storeSupported>1</storeSupported>",
        "<contentEncoding>utf8</contentEncoding>|<extra/><contentEncoding>utf8</contentEncoding>",
        "<imFormat>IM</imFormat>|<imFormat>Card</imFormat>",
        "sip:12520040@|12520040@",
        "<conversationID>c</conversationID>|<conversationID> </conversationID>",
      })
  void the_schema_sees_what_is_wrong(String right, String wrong) {
    var body =
        new String(
            OutboundXml.send(text("x"), BOT, Fallback.SHORT_MESSAGE), StandardCharsets.UTF_8);
    assertThat(body).contains(right);
    assertThat(MobileSchemas.faults(body.replace(right, wrong))).isNotEmpty();
  }

  private static void assertKeeps(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    assertThat(MobileSchemas.faults(text)).as(text).isEmpty();
  }

  private static Downlink text(String text) {
    return Downlink.text("m1", USER, new Dialogue("c", "k", null), text);
  }

  private static List<List<Part>> contents() {
    var chips = new Part.Chips(List.of(Suggestion.reply("菜单", "menu")));
    var card = new Part.Rich(Card.titled("待支付订单").alone());
    return List.of(
        List.of(new Part.Text("您好")),
        List.of(new Part.Text("您好"), chips),
        List.of(card),
        List.of(card, chips),
        List.of(new Part.Place(39.9, 116.4, "门店")),
        List.of(files(1)),
        List.of(files(2)),
        List.of(files(2), chips));
  }

  private static Part.Files files(int count) {
    var files = new ArrayList<FileRef>();
    if (count > 1) {
      files.add(
          new FileRef(
              Role.THUMBNAIL,
              URI.create("https://f.example/t?a=1&b=2"),
              "image/png",
              7,
              "2030-01-01T00:00:00Z"));
    }
    files.add(new FileRef(Role.FILE, URI.create("https://f.example/f"), null, -1, null));
    return new Part.Files(files);
  }

  private static List<Delivery> deliveries() {
    var all = new ArrayList<Delivery>();
    for (var plain :
        List.of(Delivery.STANDARD, new Delivery(null, false, null, Set.of(Report.FAILED)))) {
      all.add(plain);
      all.add(plain.orBySms("您有一笔待支付订单"));
      for (var traffic : Traffic.values()) {
        all.add(plain.as(traffic));
      }
    }
    return all;
  }
}
