package org.maapay.messaging.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.messaging.Clause;
import org.maapay.messaging.card.Action.Recording;
import org.maapay.messaging.card.BotMessage.Carousel;
import org.maapay.messaging.card.Menu.Entry;
import org.maapay.messaging.card.Violation.Rule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Clause("1-scope")
class CardRulesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final URI PAGE = URI.create("https://pay.example.cn/c/P1?t=abc");
  private static final Suggestion CHIP = Suggestion.reply("取消订单", "cancel:P1");

  @Test
  void a_card_of_every_part_obeys_the_rules() {
    var picture =
        new Media(
                new Media.Source(URI.create("https://m.example.cn/a.png"), "image/png", 12_345),
                Media.Height.MEDIUM_HEIGHT)
            .describedAs("一杯咖啡");
    var card =
        Card.titled("待支付订单")
            .describedBy("金额: ¥12.50")
            .showing(picture)
            .offering(Suggestion.webview("立即支付", "pay:P1", PAGE), CHIP);
    assertThat(CardRules.OWN.check(card.alone())).isEmpty();
    assertThat(CardRules.OWN.check(Carousel.of(List.of(card, card)))).isEmpty();
  }

  @Test
  void every_action_obeys_the_rules_and_is_read_back_as_it_was() {
    var spot = new Action.Spot.Point(39.9, 116.4, "门店");
    var start = Instant.parse("2026-10-01T01:00:00Z");
    var event = new Action.CalendarEvent(start, start.plusSeconds(3600), "还款", "本月");
    var chips =
        List.<Action>of(
                Action.browser(PAGE),
                new Action.OpenUrl(
                    PAGE, Action.Application.WEBVIEW, Action.ViewMode.TALL, "orderNo=P1"),
                new Action.DialPhoneNumber("+8610086", PAGE),
                new Action.DialEnrichedCall("+8610086", "咨询", null),
                new Action.DialVideoCall("+8610086", null),
                new Action.ShowLocation(spot, PAGE),
                new Action.ShowLocation(new Action.Spot.Query("咖啡", null), null),
                new Action.RequestLocationPush(),
                new Action.CreateCalendarEvent(event, null),
                new Action.ComposeTextMessage("+8610086", "已付款"),
                new Action.ComposeRecordingMessage("+8610086", Recording.AUDIO))
            .stream()
            .<Suggestion>map(action -> Suggestion.offer("按钮", "d", action))
            .toList();
    var rest =
        List.<Suggestion>of(
            Suggestion.offer("共享设备信息", "x", new Action.RequestDeviceSpecifics()),
            Suggestion.offer("开启已读", "s", new Action.EnableDisplayedNotifications()),
            Suggestion.offer("取消匿名", "a", new Action.DisableAnonymization()));
    for (var list : List.of(chips, rest)) {
      assertThat(CardRules.OWN.check(list)).isEmpty();
      assertThat(CardReader.suggestions(CardJson.write(list).path("suggestions"))).isEqualTo(list);
    }
  }

  @Test
  void twelve_chips_are_too_many_and_eleven_are_not() {
    assertThat(CardRules.SCHEMA.check(Collections.nCopies(11, CHIP))).isEmpty();
    assertThat(CardRules.SCHEMA.check(Collections.nCopies(12, CHIP)))
        .extracting(Violation::path, Violation::rule)
        .containsExactly(tuple("$.suggestions", Rule.TOO_MANY));
  }

  @Test
  void five_suggestions_in_a_card_are_too_many_and_an_empty_list_is_too_few() {
    var four = Card.titled("t").offering(CHIP, CHIP, CHIP, CHIP);
    var five = Card.titled("t").offering(CHIP, CHIP, CHIP, CHIP, CHIP);
    assertThat(CardRules.SCHEMA.check(four.alone())).isEmpty();
    assertThat(rules(CardJson.write(five.alone()))).containsExactly(Rule.TOO_MANY);
    assertThat(rules(read("{'suggestions':[]}"))).containsExactly(Rule.TOO_FEW);
    assertThat(rules(card("{'title':'t','suggestions':[]}"))).containsExactly(Rule.TOO_FEW);
  }

  @Test
  void a_display_text_has_one_to_twenty_five_characters_of_any_width() {
    assertThat(rules(chip("中".repeat(25), "d"))).isEmpty();
    assertThat(rules(chip("😀".repeat(25), "d"))).isEmpty();
    assertThat(rules(chip("中".repeat(26), "d"))).containsExactly(Rule.TOO_LONG);
    assertThat(rules(chip("", "d"))).containsExactly(Rule.TOO_SHORT);
  }

  @Test
  void our_own_display_texts_have_eight_chinese_characters_at_most() {
    assertThat(CardRules.OWN.check(chip("立即支付立即支付", "d"))).isEmpty();
    assertThat(CardRules.OWN.check(chip("立即支付立即支付了", "d")))
        .extracting(Violation::rule)
        .containsExactly(Rule.TOO_LONG);
    assertThat(CardRules.OPERATOR.check(chip("立即支付立即支付了", "d"))).isEmpty();
  }

  @Test
  void a_postback_has_2048_characters_at_most() {
    assertThat(rules(chip("a", "x".repeat(2048)))).isEmpty();
    assertThat(rules(chip("a", "x".repeat(2049)))).containsExactly(Rule.TOO_LONG);
  }

  @Test
  void a_carousel_has_two_to_twelve_cards() {
    var card = Card.titled("支付机构");
    assertThat(CardRules.OWN.check(Carousel.of(Collections.nCopies(12, card)))).isEmpty();
    assertThat(rules(CardJson.write(Carousel.of(List.of(card))))).containsExactly(Rule.TOO_FEW);
    assertThat(rules(CardJson.write(Carousel.of(Collections.nCopies(13, card)))))
        .containsExactly(Rule.TOO_MANY);
  }

  @Test
  void media_needs_its_size_and_a_thumbnail_its_own() {
    var path = "$.message.generalPurposeCard.content.media";
    var media = "{'media':{'mediaUrl':'https://m.cn/a','mediaContentType':'image/png'%s}}";
    var whole = media.formatted(",'mediaFileSize':0,'height':'SHORT_HEIGHT'");
    var thumb =
        media.formatted(
            ",'mediaFileSize':1,'height':'SHORT_HEIGHT','thumbnailUrl':'https://m.cn/t'");
    assertThat(rules(card(whole))).isEmpty();
    assertThat(CardRules.SCHEMA.check(card(media.formatted(",'height':'SHORT_HEIGHT'"))))
        .containsExactly(new Violation(path + ".mediaFileSize", Rule.MISSING, "required"));
    assertThat(CardRules.SCHEMA.check(card(thumb)))
        .extracting(Violation::path)
        .containsExactly(path + ".thumbnailContentType", path + ".thumbnailFileSize");
  }

  @Test
  void open_url_needs_its_application() {
    var url = "{'suggestions':[{'action':{'displayText':'a','urlAction':{'openUrl':{%s}}}}]}";
    assertThat(rules(read(url.formatted("'url':'https://a.cn','application':'browser'"))))
        .isEmpty();
    assertThat(rules(read(url.formatted("'url':'https://a.cn'")))).containsExactly(Rule.MISSING);
    assertThat(rules(read(url.formatted("'url':'a b','application':'app'"))))
        .containsExactly(Rule.NOT_A_URI, Rule.NOT_ALLOWED);
    var webview = "'url':'https://a.cn','application':'webview','viewMode':'%s','parameters':'%s'";
    assertThat(rules(read(url.formatted(webview.formatted("half", "x".repeat(200)))))).isEmpty();
    assertThat(rules(read(url.formatted(webview.formatted("most", "x".repeat(201))))))
        .containsExactly(Rule.NOT_ALLOWED, Rule.TOO_LONG);
  }

  @Test
  void a_vertical_card_may_carry_what_only_others_need() {
    var layout = "{'cardOrientation':'VERTICAL','imageAlignment':'LEFT','cardWidth':'SMALL_WIDTH'}";
    assertThat(rules(card(layout, "{'title':'t'}"))).isEmpty();
    assertThat(rules(card("{'cardOrientation':'HORIZONTAL'}", "{'title':'t'}")))
        .containsExactly(Rule.MISSING);
  }

  @Test
  void every_violation_is_found_with_its_path() {
    var broken =
        card(
            "{'cardOrientation':'ROUND','titleFontStyle':['bold','big']}",
            "{'title':'','description':7,'suggestions':[{'reply':{}},{'reply':{'displayText':'a'},"
                + "'action':{'displayText':'b','urlAction':{'openUrl':{}},'mapAction':{}}}]}");
    assertThat(CardRules.SCHEMA.check(broken))
        .extracting(
            violation -> violation.path().substring("$.message.generalPurposeCard".length()))
        .containsExactlyInAnyOrder(
            ".layout.cardOrientation",
            ".layout.titleFontStyle[1]",
            ".content.title",
            ".content.description",
            ".content.suggestions[0].reply.displayText",
            ".content.suggestions[1]",
            ".content.suggestions[1].action",
            ".content.suggestions[1].action.mapAction",
            ".content.suggestions[1].action.urlAction.openUrl.url",
            ".content.suggestions[1].action.urlAction.openUrl.application");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'message':{},'suggestions':[]}",
        "{'message':{}}",
        "{'message':null}",
        "{'message':{'generalPurposeCard':{}}}",
        "{'message':{'generalPurposeCard':{'layout':{'cardOrientation':'VERTICAL'},'content':{}}}}",
        "{'suggestions':[7]}",
        "{'response':{}}",
        "[]"
      })
  void what_is_no_chatbot_content_is_refused(String json) {
    assertThat(CardRules.SCHEMA.check(read(json))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3,5,true", "4,1,false", "1,6,false"})
  void an_operators_menu_has_three_entries_of_five(int first, int second, boolean right) {
    var item = Entry.item(CHIP);
    var below = new Entry.Submenu("更多", Collections.nCopies(second, item));
    var menu = new Menu(Collections.nCopies(first, below));
    assertThat(CardRules.OPERATOR.check(menu).isEmpty()).isEqualTo(right);
  }

  @Test
  void an_operators_menu_has_two_levels() {
    var item = Entry.item(CHIP);
    var deep = Menu.of(Entry.submenu("一", Entry.submenu("二", Entry.submenu("三", item))));
    assertThat(CardRules.SCHEMA.check(deep)).isEmpty();
    assertThat(CardRules.OPERATOR.check(deep))
        .extracting(Violation::path, Violation::rule)
        .containsExactly(tuple("$.menu.entries[0].menu.entries[0].menu.entries", Rule.TOO_DEEP));
  }

  @Test
  void small_cards_take_no_tall_media_at_an_operator() {
    var tall =
        new Media(
            new Media.Source(URI.create("https://m.cn/a"), "image/png", 1),
            Media.Height.TALL_HEIGHT);
    var card = Card.titled("t").showing(tall);
    var small =
        new Carousel(BotMessage.Width.SMALL_WIDTH, Layout.Typography.PLAIN, List.of(card, card));
    assertThat(CardRules.SCHEMA.check(small)).isEmpty();
    assertThat(CardRules.OPERATOR.check(small)).hasSize(2);
  }

  @Test
  void what_a_user_sends_back_is_checked_by_the_schema_alone() {
    assertThat(rules(read("{'response':{'reply':{'displayText':'确认','postback':{'data':'c'}}}}")))
        .isEmpty();
    assertThat(rules(read("{'sharedData':{'deviceSpecifics':{'deviceModel':'OnePlus 7 Pro'}}}")))
        .containsExactly(Rule.TOO_LONG);
  }

  private static List<Rule> rules(JsonNode json) {
    return CardRules.SCHEMA.check(json).stream().map(Violation::rule).toList();
  }

  private static JsonNode chip(String displayText, String data) {
    return CardJson.write(List.of(Suggestion.reply(displayText, data)));
  }

  private static JsonNode card(String content) {
    return card("{'cardOrientation':'VERTICAL'}", content);
  }

  private static JsonNode card(String layout, String content) {
    var root = JSON.createObjectNode();
    ObjectNode card = root.putObject("message").putObject("generalPurposeCard");
    card.set("layout", read(layout));
    card.set("content", read(content));
    return root;
  }

  private static JsonNode read(String json) {
    return JSON.readTree(json.replace('\'', '"'));
  }
}
