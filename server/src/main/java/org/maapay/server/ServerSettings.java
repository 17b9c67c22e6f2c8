package org.maapay.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;

/**
 * Everything an operator configures, under {@code maapay.} in the configuration file.
 *
 * @param bindAddress the address of this machine that the listeners use
 * @param tls the certificate of the listeners; absent only behind a declared proxy
 * @param behindProxy whether a proxy of the operator's ends TLS in front of the listeners
 * @param database where PostgreSQL is
 * @param vault the root key file
 * @param merchant the listener of the merchant interface
 * @param cashier the listener of the cashier page
 * @param keypad the listener of the keypad, an origin of its own
 * @param bank the clearing house; absent: cards cannot be used
 * @param operators the payment chatbot at the operators; absent: nobody is reached by it
 */
public record ServerSettings(
    String bindAddress,
    @Nullable TlsSettings tls,
    boolean behindProxy,
    DatabaseSettings database,
    VaultSettings vault,
    MerchantListener merchant,
    PageListener cashier,
    PageListener keypad,
    @Nullable BankSettings bank,
    @Nullable OperatorSettings operators) {
  static final Bindable<ServerSettings> BINDABLE = Bindable.of(ServerSettings.class);

  /** A certificate chain and its private key, PEM files; TLS 1.2 and 1.3 are spoken. */
  public record TlsSettings(String certificateFile, String privateKeyFile) {}

  /**
   * A PostgreSQL 18 by its JDBC URL.
   *
   * @param citus whether it is the coordinator of a Citus cluster; not, if the setting is absent
   */
  public record DatabaseSettings(
      String url, String user, String password, int poolSize, boolean citus) {}

  /** The file that holds the root secret, mode 0600, kept apart from the database's backups. */
  public record VaultSettings(String rootKeyFile) {}

  /**
   * The listener of the merchant interface.
   *
   * @param scheme under which merchants reach it, {@code https} also behind a proxy that ends TLS
   * @param authorities the Host values that signatures may name
   * @param callsPerSecond how often one key, or one address, may call
   * @param sandbox whether a refused signature is answered with what the server built: demo only
   */
  public record MerchantListener(
      int port, String scheme, List<String> authorities, int callsPerSecond, boolean sandbox) {}

  /**
   * A listener that serves a page.
   *
   * @param origin the origin as browsers see it
   * @param frameAncestors origins that may show the page in a frame; none in production, where the
   *     page fills the handset's web view
   */
  public record PageListener(int port, String origin, List<String> frameAncestors) {}

  /**
   * The clearing house.
   *
   * @param keyId our key at the clearing house, and {@code privateKeyFile} its PEM
   * @param bankKeyId the clearing house's key, and {@code bankKeyFile} its PEM
   */
  public record BankSettings(
      String url, String keyId, String privateKeyFile, String bankKeyId, String bankKeyFile) {}
}
