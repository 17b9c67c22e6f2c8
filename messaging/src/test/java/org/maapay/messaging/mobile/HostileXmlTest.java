package org.maapay.messaging.mobile;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.messaging.Clause;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;
import org.maapay.messaging.uplink.UplinkEvent.FilesReceived;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;

/** XML that wants to read files, fill memory or bring a thread down, from whoever calls back. */
@Clause("4-operator-b")
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class HostileXmlTest {
  private static final String TYPED =
      "<m><destinationAddress>%s</destinationAddress><senderAddress>tel:+8613800138000</senderAddress>"
              .formatted(MobileDoor.BOT)
          + "<messageId>u1</messageId><contentType>%s</contentType><bodyText>%s</bodyText></m>";

  private final MobileDoor door = new MobileDoor();

  @Test
  void an_entity_that_names_a_file_of_ours_is_refused(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("secret"), "TOP-SECRET").toUri();
    var told = TYPED.formatted("text/plain", "&x;");
    refused("<!DOCTYPE m [<!ENTITY x SYSTEM \"%s\">]>".formatted(file) + told);
    refused("<!DOCTYPE m [<!ENTITY % p SYSTEM \"" + file + "\"> %p;]>" + told);
    refused("<!DOCTYPE m SYSTEM \"" + file + "\">" + TYPED.formatted("text/plain", "x"));
    refused("<!DOCTYPE m PUBLIC \"a\" \"http://127.0.0.1:1/a.dtd\">" + told);
  }

  @Test
  void entities_that_multiply_are_refused() {
    var bomb = new StringBuilder("<!DOCTYPE m [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      var before = "&a" + (i - 1) + ";";
      bomb.append("<!ENTITY a%d \"%s\">".formatted(i, before.repeat(10)));
    }
    refused(bomb + "]>" + TYPED.formatted("text/plain", "&a29;"));
    refused(
        "<!DOCTYPE m [<!ENTITY a \""
            + "x".repeat(50_000)
            + "\">]>"
            + TYPED.formatted("text/plain", "&a;".repeat(20_000)));
  }

  @Test
  void a_doctype_in_another_encoding_is_refused_too() {
    var hidden =
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><!DOCTYPE m [<!ENTITY x \"y\">]>"
            + TYPED.formatted("text/plain", "&x;");
    assertThat(receive(hidden.getBytes(UTF_16))).isEqualTo(new Refused(Reason.UNREADABLE));
  }

  @Test
  void elements_thirty_thousand_deep_bring_no_thread_down() {
    int depth = 30_000;
    var deep = "<a>".repeat(depth) + "</a>".repeat(depth);
    refused(deep);
    refused(TYPED.formatted("text/plain", deep));
  }

  @Test
  void thousands_of_attributes_or_a_name_without_end_are_refused() {
    var attributes = new StringBuilder();
    for (int i = 0; i < 12_000; i++) {
      attributes.append(" a%d=\"\"".formatted(i));
    }
    refused("<m" + attributes + "/>");
    refused("<" + "m".repeat(200_000) + "/>");
  }

  @Test
  void more_than_a_callback_ever_holds_is_not_even_read() {
    assertThat(receive(TYPED.formatted("text/plain", "x".repeat(300_000)).getBytes(UTF_8)))
        .isEqualTo(new Refused(Reason.TOO_LARGE));
  }

  @Test
  void an_inclusion_is_a_mere_element(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("secret"), "TOP-SECRET").toUri();
    var inclusion =
        "<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\"%s\"/>"
            .formatted(file);
    var answer = receive(TYPED.formatted("text/plain", "x" + inclusion).getBytes(UTF_8));
    assertThat(((TextReceived) ((Accepted) answer).events().getFirst()).text()).isEqualTo("x");
  }

  @Test
  void a_doctype_within_a_message_of_files_brings_no_file(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("secret"), "https://f.example/a").toUri();
    var inner =
        "<![CDATA[<!DOCTYPE file [<!ENTITY x SYSTEM \"%s\">]><file><file-info type=\"file\"><data url=\"&x;\"/></file-info></file>]]>"
            .formatted(file);
    var answer = receive(TYPED.formatted(FileXml.TYPE, inner).getBytes(UTF_8));
    assertThat(((FilesReceived) ((Accepted) answer).events().getFirst()).files()).isEmpty();
  }

  @Test
  void octets_that_are_no_text_are_refused() {
    assertThat(receive(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2}))
        .isEqualTo(new Refused(Reason.UNREADABLE));
    assertThat(receive(new byte[0])).isEqualTo(new Refused(Reason.UNREADABLE));
    var broken = TYPED.formatted("text/plain", "x").getBytes(UTF_8);
    broken[broken.length / 2] = (byte) 0xff;
    assertThat(receive(broken)).isEqualTo(new Refused(Reason.UNREADABLE));
  }

  private void refused(String body) {
    assertThat(receive(body.getBytes(UTF_8))).isEqualTo(new Refused(Reason.UNREADABLE));
  }

  private UplinkAnswer receive(byte[] body) {
    return door.receive(MobileDoor.call("InboundMessageNotification", Map.of(), body));
  }
}
