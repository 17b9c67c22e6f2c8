package org.maapay.chatbot;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a user can ask for, by a button or in words; earlier ones win where words fit several. */
enum Topic {
  PASSWORD("密码|验密|重置|password|passcode|reset|\\bpin\\b"),
  PENDING("待付|待支付|付款|去支付|确认支付|\\bpay\\b|pending"),
  BALANCE("余额|零钱|还有多少钱|balance|how much"),
  BILLS("账单|帐单|明细|流水|交易|记录|bills?\\b|statement|transaction|history"),
  CARDS("银行卡|绑卡|绑定|卡包|我的卡|储蓄卡|信用卡|\\bcards?\\b"),
  HELP("帮助|客服|菜单|怎么用|人工|help|menu|support|\\?|？");

  private final Pattern words;

  Topic(String words) {
    this.words = Pattern.compile(words);
  }

  static Optional<Topic> of(String text) {
    var plain = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(topic -> topic.words.matcher(plain).find()).findFirst();
  }

  /** The tail of a menu button's postback. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Topic> ofCode(String code) {
    return Arrays.stream(values()).filter(topic -> topic.code().equals(code)).findFirst();
  }
}
