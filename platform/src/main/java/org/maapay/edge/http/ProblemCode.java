package org.maapay.edge.http;

import java.util.Locale;

/**
 * The one catalogue of what an interface refuses: the status, and a title in English and Chinese.
 * The code on the wire is the name in lower case with hyphens; each has a page under {@code
 * docs/problems/}.
 */
public enum ProblemCode {
  // Before anybody is known.
  REQUEST_TOO_LARGE(413, "The request is too large", "请求过大"),
  PATH_UNKNOWN(404, "There is nothing at this path", "路径不存在"),
  METHOD_NOT_ALLOWED(405, "The path does not take this method", "不支持该请求方法"),
  AUTHORITY_UNKNOWN(421, "This host name is not served here", "未知的主机名"),

  // Who is calling.
  SIGNATURE_MISSING(401, "The request is not signed", "请求未签名"),
  KEY_UNKNOWN(401, "The key id is unknown", "未知的密钥编号"),
  REQUEST_STALE(401, "The signature is too old or from the future", "签名时间超出允许范围"),
  SIGNATURE_INVALID(401, "The signature does not verify", "签名验证失败"),
  KEY_EXPIRED(401, "The key has expired", "密钥已过期"),
  KEY_NOT_YET_VALID(401, "The key is not valid yet", "密钥尚未生效"),
  KEY_REVOKED(401, "The key was revoked", "密钥已吊销"),
  DIGEST_MISMATCH(401, "The body does not match its digest", "报文摘要不一致"),
  NONCE_REUSED(401, "The nonce was used before", "随机数重复使用"),
  PAGE_SESSION_EXPIRED(401, "The page session has ended", "页面会话已失效"),
  DEVICE_MISMATCH(401, "The session belongs to another device", "会话属于另一台设备"),
  RATE_LIMITED(429, "Too many requests", "请求过于频繁"),

  // What is said.
  MEDIA_TYPE_UNSUPPORTED(415, "The body must be plain application/json", "报文类型不支持"),
  SYNTAX_INVALID(400, "The body is not acceptable JSON", "报文不是合法的 JSON"),
  SENSITIVE_DATA(400, "The request carries data that must not be sent", "请求含有禁止传输的敏感数据"),
  FIELDS_INVALID(400, "Some fields are wrong", "字段校验不通过"),
  MERCHANT_MISMATCH(403, "The merchant is not the one who signed", "商户号与签名方不一致"),
  NOT_PERMITTED(403, "The caller may not do this", "无权进行此操作"),

  // What it is about.
  ORDER_NOT_FOUND(404, "There is no such order", "订单不存在"),
  REFUND_NOT_FOUND(404, "There is no such refund", "退款单不存在"),
  MANDATE_NOT_FOUND(404, "There is no such mandate", "免密签约不存在"),
  BILL_NOT_FOUND(404, "There is no bill for that day", "账单不存在"),
  PAGE_REFERENCE_UNKNOWN(404, "The page link is not valid", "支付链接无效"),
  PAGE_REFERENCE_USED(410, "The page link was used before", "支付链接已使用"),
  KEYPAD_TICKET_UNKNOWN(404, "The keypad ticket is unknown", "密码键盘凭据不存在"),
  KEYPAD_TICKET_USED(410, "The keypad ticket was used or has expired", "密码键盘凭据已使用或已过期"),

  SDK_TOKEN_UNKNOWN(404, "The SDK token is not valid", "SDK 支付凭据无效"),
  SDK_TOKEN_USED(410, "The SDK token was used before", "SDK 支付凭据已使用"),
  SDK_TOKEN_ELSEWHERE(410, "The SDK token was used on another device", "SDK 支付凭据已在其他设备使用"),
  SDK_TOKEN_EXPIRED(410, "The SDK token has expired", "SDK 支付凭据已过期"),
  ENROLMENT_GONE(410, "The leave to register a device has ended", "登记设备的授权已失效"),
  DEVICE_KEY_UNKNOWN(404, "There is no such device key", "设备密钥不存在"),

  // What forbids it now.
  ORDER_NUMBER_REUSED(409, "The order number was used for another order", "商户订单号重复使用"),
  REFUND_NUMBER_REUSED(409, "The refund number was used for another refund", "商户退款单号重复使用"),
  PAYMENT_IN_PROGRESS(409, "A payment of this order is in progress", "订单正在支付中"),
  ORDER_PAID(409, "The order is paid", "订单已支付"),
  ORDER_CLOSED(409, "The order is closed", "订单已关闭"),
  ORDER_NOT_PAID(409, "The order is not paid", "订单未支付"),
  MANDATE_NUMBER_REUSED(409, "The mandate number was used for another mandate", "商户签约号重复使用"),
  MANDATE_ENDED(409, "The mandate has ended", "免密签约已终止"),
  MANDATE_EXISTS(409, "There is a mandate already", "免密签约已存在"),

  // What is never possible.
  TRANSACTION_TYPE_NOT_AGREED(422, "The merchant has not agreed this mode", "商户未开通该支付方式"),
  MERCHANT_NAME_NOT_REGISTERED(422, "The merchant name is not registered", "商户名称未登记"),
  CALLBACK_HOST_NOT_REGISTERED(422, "The callback host is not registered", "通知地址未登记"),
  CHATBOT_NOT_REGISTERED(422, "The chatbot is not the merchant's", "Chatbot 未登记"),
  INSTITUTION_NOT_AVAILABLE(422, "The institution cannot take this order", "支付机构不可用"),
  REFUND_EXCEEDS_PAYMENT(422, "The refunds would exceed the payment", "退款金额超过可退金额"),
  MERCHANT_BALANCE_INSUFFICIENT(422, "The merchant's balance does not cover it", "商户余额不足"),
  PAYER_REFUSES(422, "The payer takes no requests of this merchant", "用户不接收该商户的付款请求"),
  PAYER_REQUEST_LIMIT(422, "The payer has got enough requests for now", "对该用户的付款请求过多"),
  DEVICE_KEY_NOT_ACCEPTED(422, "The device's key is not acceptable", "设备密钥不符合要求"),
  KEY_NOT_ACCEPTED(422, "The new key is not acceptable", "新密钥不符合要求"),

  // What is our fault.
  INTERNAL_ERROR(500, "Something failed here", "系统内部错误"),
  UNAVAILABLE(503, "Not available for the moment", "服务暂不可用");

  private final int status;
  private final String english;
  private final String chinese;

  ProblemCode(int status, String english, String chinese) {
    this.status = status;
    this.english = english;
    this.chinese = chinese;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The code on the wire, such as {@code order-not-found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The type URI, relative to the platform; its page explains cause and remedy. */
  public String type() {
    return "/problems/" + code();
  }

  /** The title in the reader's language. */
  public String title(Language language) {
    return switch (language) {
      case ENGLISH -> english;
      case CHINESE -> chinese;
    };
  }
}
