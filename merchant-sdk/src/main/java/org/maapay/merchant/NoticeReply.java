package org.maapay.merchant;

import java.nio.charset.StandardCharsets;

/** What the merchant answers to a callback; anything but SUCCESS makes the platform repeat it. */
public record NoticeReply(int status, String body) {
  static final NoticeReply SUCCESS = new NoticeReply(200, "{\"noticeResult\":\"SUCCESS\"}");

  static NoticeReply failed(int status) {
    return new NoticeReply(status, "{\"noticeResult\":\"FAIL\"}");
  }

  public String contentType() {
    return "application/json";
  }

  public byte[] octets() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
