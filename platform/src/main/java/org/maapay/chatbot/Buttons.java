package org.maapay.chatbot;

import java.net.URI;
import org.maapay.messaging.card.Menu;
import org.maapay.messaging.card.Menu.Entry;
import org.maapay.messaging.card.Suggestion;

/**
 * The chatbot's buttons, with at most eight Chinese characters each. A postback is a verb and what
 * it is about; it can be sent by anybody who saw it and moves no money.
 */
public final class Buttons {
  static final String CONFIRM = "confirm";
  static final String CANCEL = "cancel";
  static final String REPORT = "not-mine";
  static final String BLOCK = "block";
  static final String ASK = "ask";

  /** What stays under the conversation. */
  public static final Menu MENU =
      Menu.of(
          Entry.submenu(
              "我的账户",
              Entry.item(ask("余额查询", Topic.BALANCE)),
              Entry.item(ask("账单查询", Topic.BILLS)),
              Entry.item(ask("银行卡", Topic.CARDS))),
          Entry.item(ask("重置密码", Topic.PASSWORD)),
          Entry.item(ask("帮助", Topic.HELP)));

  private Buttons() {}

  static Suggestion confirm(String tap, String link) {
    return Suggestion.webview("确认支付", CONFIRM + ":" + tap, URI.create(link));
  }

  static Suggestion cancel(String tap) {
    return Suggestion.reply("取消支付", CANCEL + ":" + tap);
  }

  static Suggestion report(String tap) {
    return Suggestion.reply("不是我的订单", REPORT + ":" + tap);
  }

  static Suggestion block(String tap) {
    return Suggestion.reply("屏蔽该商户", BLOCK + ":" + tap);
  }

  static Suggestion balance(Speech speech) {
    return ask(speech.of("余额查询", "Balance"), Topic.BALANCE);
  }

  static Suggestion bills(Speech speech) {
    return ask(speech.of("账单查询", "Bills"), Topic.BILLS);
  }

  static Suggestion cards(Speech speech) {
    return ask(speech.of("银行卡", "Cards"), Topic.CARDS);
  }

  static Suggestion password(Speech speech) {
    return ask(speech.of("重置密码", "Reset password"), Topic.PASSWORD);
  }

  static Suggestion help(Speech speech) {
    return ask(speech.of("帮助", "Help"), Topic.HELP);
  }

  static Suggestion pending() {
    return ask("待付款", Topic.PENDING);
  }

  /** The five things that can be asked, as chips. */
  static Suggestion[] all(Speech speech) {
    return new Suggestion[] {
      balance(speech), bills(speech), cards(speech), password(speech), help(speech)
    };
  }

  private static Suggestion ask(String words, Topic topic) {
    return Suggestion.reply(words, ASK + ":" + topic.code());
  }
}
