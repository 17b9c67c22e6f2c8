package org.maapay.payer.android;

import android.content.Context;
import org.maapay.payer.Notice;
import org.maapay.payer.View.Ended.Why;
import org.maapay.payer.View.Working.What;

/** What the SDK says: Chinese, or English where the device's language is not Chinese. */
final class Words {
  private final boolean chinese;

  private Words(boolean chinese) {
    this.chinese = chinese;
  }

  static Words of(Context context) {
    var language = context.getResources().getConfiguration().getLocales().get(0).getLanguage();
    return new Words(language.isEmpty() || language.equals("zh"));
  }

  private String say(String zh, String en) {
    return chinese ? zh : en;
  }

  String payTo(String payee) {
    return say("付款给 " + payee, "Pay " + payee);
  }

  String pay(String amount) {
    return say("支付 ¥" + amount, "Pay ¥" + amount);
  }

  String payByFinger(String amount) {
    return say("指纹或面容支付 ¥" + amount, "Pay ¥" + amount + " by fingerprint or face");
  }

  String password() {
    return say("改用支付密码", "Use the payment password");
  }

  String confirm() {
    return say("确认支付", "Confirm the payment");
  }

  String cancel() {
    return say("取消", "Cancel");
  }

  String close() {
    return say("关闭", "Close");
  }

  String done() {
    return say("完成", "Done");
  }

  String retry() {
    return say("重试", "Try again");
  }

  String notMine() {
    return say("不是我的订单", "Not my order");
  }

  String notMineWhat() {
    return say(
        "订单会被关闭，没有扣款。您也可以不再接收这个商户的付款请求。",
        "It will be closed and no money is taken. You can also get no more requests of this merchant.");
  }

  String closeOrder() {
    return say("关闭这笔订单", "Close this order");
  }

  String block() {
    return say("关闭并不再接收", "Close it and get no more");
  }

  String keep() {
    return say("再看看", "Go back");
  }

  String enrol() {
    return say("开通指纹或面容支付", "Turn on fingerprint or face");
  }

  String notNow() {
    return say("暂不开通", "Not now");
  }

  String key() {
    return say("键", "Key");
  }

  String erase() {
    return say("删除", "Delete");
  }

  String entered(int n, int of) {
    return say("已输入" + n + "位，共" + of + "位", n + " of " + of + " entered");
  }

  String opening() {
    return say("正在打开支付", "Opening the payment");
  }

  String paid(boolean before) {
    return before
        ? say("这笔订单已经支付过，没有再次扣款。", "Paid before; nothing was charged again.")
        : say("支付成功", "Paid");
  }

  String working(What what) {
    return switch (what) {
      case PREPARING -> say("正在打开安全键盘", "Opening the secure keypad");
      case SIGNING -> say("请按压指纹或看向屏幕", "Touch the sensor or look at the screen");
      case PAYING -> say("正在支付", "Paying");
      case ASKING -> say("正在确认支付结果，请不要重复支付", "Finding out the result; please do not pay again");
      case REFUSING -> say("正在关闭订单", "Closing the order");
      case PROCESSING ->
          say("银行处理中，结果会发到消息里", "The bank is working on it; the result comes in the chat");
    };
  }

  String ended(Why why) {
    return switch (why) {
      case TOKEN_USED ->
          say(
              "这次支付已经打开过。没有扣款，请回到对话继续支付。",
              "This payment was opened before. Nothing was charged; go on from the chat.");
      case TOKEN_ELSEWHERE, DEVICE_MISMATCH ->
          say(
              "这次支付属于另一台设备。这里没有扣款。",
              "This payment belongs to another device. Nothing was charged here.");
      case TOKEN_EXPIRED, ORDER_CLOSED ->
          say("订单已过支付时间，没有扣款。", "The time to pay is over. Nothing was charged.");
      case SESSION_EXPIRED ->
          say("支付页面已失效，请在对话里查看结果。", "This page has ended; see the chat for the result.");
      case NOT_REGISTERED -> say("还没有开通支付账户，没有扣款。", "No account yet. Nothing was charged.");
      case PASSWORD_NOT_SET ->
          say("还没有设置支付密码，没有扣款。", "No payment password yet. Nothing was charged.");
      case UNREACHABLE -> say("没有连上支付机构，没有扣款。", "Not reached. Nothing was charged.");
      case REFUSED -> say("订单已关闭，没有扣款。", "The order is closed. Nothing was charged.");
      case BLOCKED ->
          say(
              "订单已关闭，没有扣款。您不再接收这个商户的付款请求。",
              "The order is closed. Nothing was charged. You get no more requests of this merchant.");
      case TOKEN_UNKNOWN ->
          say("无法识别这次支付，没有扣款。", "This payment is not known. Nothing was charged.");
    };
  }

  String notice(Notice notice) {
    return switch (notice.kind()) {
      case WRONG_PASSWORD ->
          say(
              "支付密码错误，还可尝试 " + notice.triesLeft() + " 次。没有扣款。",
              "Wrong password, " + notice.triesLeft() + " tries left. Nothing was charged.");
      case LOCKED -> say("支付密码已锁定。没有扣款。", "The password is locked. Nothing was charged.");
      case KEYPAD_RENEWED ->
          say("安全键盘已更换，请重新输入。没有扣款。", "The keypad was replaced. Nothing was charged.");
      case KEYPAD_FAILED ->
          say("安全键盘没有打开，请重试。没有扣款。", "The keypad did not open. Nothing was charged.");
      case INSUFFICIENT_FUNDS -> say("余额不足。没有扣款。", "Not enough money. Nothing was charged.");
      case CARD_REFUSED -> say("银行拒绝了付款。没有扣款。", "The bank refused. Nothing was charged.");
      case DECLINED -> say("支付没有成功。没有扣款。", "It did not go through. Nothing was charged.");
      case NOT_CHARGED -> say("没有扣款，可以重新支付。", "Nothing was charged; you can pay again.");
      case BIOMETRICS_CANCELLED -> say("没有确认，没有扣款。可改用支付密码。", "Not confirmed. Nothing was charged.");
      case BIOMETRICS_GONE ->
          say("指纹或面容支付已失效，请用支付密码。", "Fingerprint or face no longer counts here.");
    };
  }
}
