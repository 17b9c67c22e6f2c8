package org.maapay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.maapay.server.TestDoor.LET_IN;
import static org.maapay.server.TestDoor.STRANGER;
import static org.maapay.server.TestDoor.account;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maapay.messaging.Clause;
import org.maapay.messaging.tls.TestAuthority;
import org.maapay.messaging.tls.TestAuthority.Issued;

/** Operators that call the platform prove themselves by certificates. */
@Clause("4-operator-b")
class OperatorCertificatesTest {
  @TempDir private static Path folder;
  private static TestAuthority own;
  private static TestAuthority unicom;
  private static TestAuthority mobile;
  private static Issued callback;

  /** The door for two operators that show certificates and one that signs all it says. */
  private static TestDoor three;

  /** The door for an operator that shows a certificate. */
  private static TestDoor one;

  @BeforeAll
  static void open() {
    own = new TestAuthority(folder, "CN=Own Root");
    unicom = new TestAuthority(folder, "CN=Unicom Root");
    mobile = new TestAuthority(folder, "CN=Mobile Root");
    callback = unicom.client("CN=callback,O=Unicom");
    var shown = account("unicom", unicom, "CN=callback,O=Unicom");
    var other = account("mobile", mobile, "CN=callback,O=Mobile");
    three = new TestDoor(own, own.server(), List.of(shown, other, account("rbm", null, "")));
    one = new TestDoor(own, own.server(), List.of(shown));
  }

  @AfterAll
  static void close() {
    three.close();
    one.close();
  }

  @Test
  void the_operators_certificate_is_let_in_and_only_to_its_own_path() throws Exception {
    assertThat(three.call(callback, "unicom")).isEqualTo(LET_IN);
    assertThat(three.call(callback, "mobile")).isEqualTo(STRANGER);
    assertThat(three.call(mobile.client("CN=callback,O=Mobile"), "mobile")).isEqualTo(LET_IN);
  }

  @Test
  void another_customer_of_the_same_authority_is_a_stranger() throws Exception {
    assertThat(three.call(unicom.client("CN=somebody,O=Unicom"), "unicom")).isEqualTo(STRANGER);
    assertThat(three.call(mobile.client("CN=callback,O=Unicom"), "unicom"))
        .as("the right name of the wrong authority")
        .isEqualTo(STRANGER);
  }

  @Test
  void without_a_certificate_only_an_operator_that_signs_all_it_says_is_let_in() throws Exception {
    assertThat(three.call(null, "unicom")).isEqualTo(STRANGER);
    assertThat(three.call(null, "rbm")).isEqualTo(LET_IN);
  }

  @Test
  void where_every_operator_shows_one_tls_itself_insists_on_it() throws Exception {
    assertThat(one.call(callback, "unicom")).isEqualTo(LET_IN);
    assertThatThrownBy(() -> one.call(null, "unicom")).isInstanceOf(IOException.class);
  }

  @Test
  void an_unknown_authority_and_an_expired_certificate_get_no_connection() throws Exception {
    var unknown = new TestAuthority(folder, "CN=Nobody Root").client("CN=callback,O=Unicom");
    var expired = unicom.expired("CN=callback,O=Unicom");
    for (var shown : List.of(unknown, expired)) {
      assertThatThrownBy(() -> insist(shown)).isInstanceOf(IOException.class);
    }
    assertThat(three.call(unknown, "unicom"))
        .as("a client that then shows none")
        .isEqualTo(STRANGER);
    assertThat(three.call(callback, "unicom")).as("others go on").isEqualTo(LET_IN);
  }

  @Test
  void the_other_ports_ask_nobody_for_a_certificate() throws Exception {
    var unknown = new TestAuthority(folder, "CN=Else Root").client("CN=anybody");
    assertThat(one.callAsMerchant(unknown)).isEqualTo(204);
    assertThat(one.callAsMerchant(null)).isEqualTo(204);
  }

  /** Shows the certificate although the server names other authorities. */
  private static void insist(Issued shown) throws Exception {
    var context = SSLContext.getInstance("TLS");
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("own", own.certificate());
    trust.init(store);
    context.init(new KeyManager[] {new Insisting(shown)}, trust.getTrustManagers(), null);
    try (var http = HttpClient.newBuilder().sslContext(context).build()) {
      http.send(HttpRequest.newBuilder(three.operatorsUrl()).build(), BodyHandlers.discarding());
    }
  }

  private static final class Insisting extends X509ExtendedKeyManager {
    private final Issued shown;

    Insisting(Issued shown) {
      this.shown = shown;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {"own"};
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return "own";
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return shown.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return shown.key();
    }
  }
}
