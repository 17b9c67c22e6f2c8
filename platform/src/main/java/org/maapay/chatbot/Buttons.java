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
  static final String UNBLOCK = "unblock";
  static final String ASK = "ask";
  static final String SPEAK = "speak";

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

  static Suggestion confirm(Speech speech, String tap, String link) {
    return Suggestion.webview(
        speech.of("确认支付", "Confirm and pay"), CONFIRM + ":" + tap, URI.create(link));
  }

  static Suggestion cancel(Speech speech, String tap) {
    return Suggestion.reply(speech.of("取消支付", "Cancel"), CANCEL + ":" + tap);
  }

  static Suggestion report(Speech speech, String tap) {
    return Suggestion.reply(speech.of("不是我的订单", "Not my order"), REPORT + ":" + tap);
  }

  static Suggestion block(Speech speech, String tap) {
    return Suggestion.reply(speech.of("屏蔽该商户", "Block this merchant"), BLOCK + ":" + tap);
  }

  static Suggestion unblock(Speech speech, String tap) {
    return Suggestion.reply(speech.of("恢复接收", "Undo"), UNBLOCK + ":" + tap);
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

  static Suggestion pending(Speech speech) {
    return ask(speech.of("待付款", "Payments waiting"), Topic.PENDING);
  }

  /** Leads to the other language, in its own words. */
  static Suggestion otherLanguage(Speech speech) {
    return speech == Speech.CHINESE
        ? Suggestion.reply("English", SPEAK + ":english")
        : Suggestion.reply("中文", SPEAK + ":chinese");
  }

  /** All that can be asked, as chips. */
  static Suggestion[] all(Speech speech) {
    return new Suggestion[] {
      balance(speech),
      bills(speech),
      cards(speech),
      password(speech),
      help(speech),
      otherLanguage(speech)
    };
  }

  private static Suggestion ask(String words, Topic topic) {
    return Suggestion.reply(words, ASK + ":" + topic.code());
  }
}
