package org.maapay.messaging.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.PhoneNumber;

class UserTextsTest {
  private static final int UDH_INDICATOR = 0x40;
  private static final int RECEIPT = 0x04;

  private static DeliverSm message(int coding, byte[] octets) {
    var message = new DeliverSm();
    message.setSourceAddr("8613800138000");
    message.setDataCoding((byte) coding);
    message.setShortMessage(octets);
    return message;
  }

  @Test
  void words_are_read_in_every_alphabet_that_centres_use() {
    assertThat(UserTexts.text(message(0, "TD".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo("TD");
    assertThat(UserTexts.text(message(3, "TD".getBytes(StandardCharsets.ISO_8859_1))))
        .isEqualTo("TD");
    assertThat(UserTexts.text(message(8, "退订".getBytes(StandardCharsets.UTF_16BE))))
        .isEqualTo("退订");
    assertThat(UserTexts.text(message(15, "退订".getBytes(Charset.forName("GBK"))))).isEqualTo("退订");
  }

  @Test
  void the_header_of_a_part_is_no_word() {
    var words = "退订".getBytes(StandardCharsets.UTF_16BE);
    var octets =
        ByteBuffer.allocate(6 + words.length).put(new byte[] {5, 0, 3, 1, 1, 1}).put(words).array();
    var part = message(8, octets);
    part.setEsmClass((byte) UDH_INDICATOR);
    assertThat(UserTexts.text(part)).isEqualTo("退订");
    var broken = message(8, new byte[] {(byte) 200, 0});
    broken.setEsmClass((byte) UDH_INDICATOR);
    assertThat(UserTexts.text(broken)).isEmpty();
  }

  @Test
  void a_text_may_stand_in_the_payload() {
    var payload = message(8, new byte[0]);
    payload.setOptionalParameters(
        new OptionalParameter.Message_payload("退订".getBytes(StandardCharsets.UTF_16BE)));
    assertThat(UserTexts.text(payload)).isEqualTo("退订");
  }

  @Test
  void a_receipt_is_nobodys_word_and_a_foreign_number_nobodys_we_know() {
    var receipt = message(0, new byte[0]);
    receipt.setEsmClass((byte) RECEIPT);
    assertThat(UserTexts.isOne(receipt)).isFalse();
    assertThat(UserTexts.isOne(message(0, new byte[0]))).isTrue();
    assertThat(UserTexts.user(message(0, new byte[0]))).contains(PhoneNumber.parse("13800138000"));
    var foreign = message(0, new byte[0]);
    foreign.setSourceAddr("493012345");
    assertThat(UserTexts.user(foreign)).isEmpty();
  }
}
