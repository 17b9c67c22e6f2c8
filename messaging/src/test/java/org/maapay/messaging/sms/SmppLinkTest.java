package org.maapay.messaging.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.sms.SmsCentre.DefaultAlphabet;
import org.maapay.messaging.sms.SmsCentre.Limits;
import org.maapay.messaging.sms.SmsCentre.Login;
import org.maapay.messaging.sms.SmsCentre.NumberForm;
import org.maapay.messaging.sms.SmsCentre.Source;
import org.maapay.messaging.tls.ClientIdentity;
import org.maapay.messaging.tls.TestAuthority;

/** The link encrypted: whom it tells its password. */
class SmppLinkTest {
  private static final String LOGIN = "maapay\0" + "secret\0" + "\0";

  @TempDir private Path folder;

  @Test
  void the_password_goes_to_the_centre_whose_authority_is_known() throws Exception {
    var authority = new TestAuthority(folder, "CN=centres");
    var told = told(authority, new ClientIdentity(List.of(), List.of(authority.certificate())));
    assertThat(told.get(5, TimeUnit.SECONDS)).isEqualTo(LOGIN);
  }

  @Test
  void another_authority_s_centre_is_told_nothing() throws Exception {
    var other = new TestAuthority(folder, "CN=others");
    var told =
        told(
            new TestAuthority(folder, "CN=centres"),
            new ClientIdentity(List.of(), List.of(other.certificate())));
    assertThatThrownBy(() -> told.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
  }

  private static final SmppChannel.Listener NOBODY =
      new SmppChannel.Listener() {
        @Override
        public void reported(String messageId, PhoneNumber user, DeliveryState state) {}

        @Override
        public void answered(String messageId, PhoneNumber user, String words) {}
      };

  /** What a centre of {@code authority} is told by a channel that believes as {@code identity}. */
  private static CompletableFuture<String> told(TestAuthority authority, ClientIdentity identity)
      throws Exception {
    var server = new ClientIdentity(List.of(authority.server().shown()), List.of()).context();
    var listener =
        server
            .getServerSocketFactory()
            .createServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    var told = new CompletableFuture<String>();
    Thread.startVirtualThread(() -> answer(listener, told));
    var channel =
        new SmppChannel(
            centre(listener.getLocalPort(), identity.context()),
            new InMemoryJournal(InstantSource.system()),
            NOBODY,
            InstantSource.system());
    channel.start();
    return told.whenComplete((_, _) -> channel.close());
  }

  private static void answer(ServerSocket listener, CompletableFuture<String> told) {
    try (listener;
        Socket socket = listener.accept()) {
      var in = new DataInputStream(socket.getInputStream());
      int length = in.readInt();
      assertThat(in.readInt()).isEqualTo(0x09);
      in.readInt();
      int sequence = in.readInt();
      var body = in.readNBytes(length - 16);
      var out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(17);
      out.writeInt(0x80000009);
      out.writeInt(0);
      out.writeInt(sequence);
      out.writeByte(0);
      out.flush();
      told.complete(new String(body, 0, LOGIN.length(), StandardCharsets.US_ASCII));
    } catch (IOException refused) {
      told.completeExceptionally(refused);
    }
  }

  private static SmsCentre centre(int port, SSLContext tls) {
    return new SmsCentre(
        "127.0.0.1",
        port,
        new Login("maapay", "secret", ""),
        tls,
        new Source("10690000", 0, 1),
        DefaultAlphabet.GSM7,
        NumberForm.INTERNATIONAL,
        true,
        Limits.STANDARD);
  }
}
