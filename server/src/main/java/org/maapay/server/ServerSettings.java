package org.maapay.server;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
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
 * @param cashier the listener of the cashier page; absent in an aggregator
 * @param keypad the listener of the keypad, an origin of its own; absent in an aggregator
 * @param bank the clearing house; absent: cards cannot be used
 * @param operators the payment chatbot at the operators; absent: nobody is reached by it
 * @param institutions institutions besides the built-in one; absent: there are none
 * @param roles what this deployment is; absent: institution and aggregator
 * @param name what payers read of the institution: among those they choose from, and on its page
 */
public record ServerSettings(
    String bindAddress,
    @Nullable TlsSettings tls,
    boolean behindProxy,
    DatabaseSettings database,
    VaultSettings vault,
    MerchantListener merchant,
    @Nullable PageListener cashier,
    @Nullable PageListener keypad,
    @Nullable BankSettings bank,
    @Nullable OperatorSettings operators,
    @Nullable InstitutionSettings institutions,
    @Nullable Set<Role> roles,
    @Nullable String name) {
  static final Bindable<ServerSettings> BINDABLE = Bindable.of(ServerSettings.class);

  private static final String UNNAMED = "MaaPay 钱包";

  /** What payers read of the institution. */
  public String institution() {
    return name == null ? UNNAMED : name;
  }

  /** What a deployment is (4-institution). */
  public enum Role {
    /** It has users with accounts, cards and passwords, and pages for them. */
    INSTITUTION,
    /** It passes orders on to institutions that payers choose. */
    AGGREGATOR
  }

  /** Whether it has users, pages and credentials of its own. */
  public boolean isInstitution() {
    return roles == null || roles.contains(Role.INSTITUTION);
  }

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
   * Institutions besides the built-in one.
   *
   * @param port the listener that they report to, and {@code origin} that listener as they see it
   * @param maapay other MaaPays, at which this one is a merchant
   */
  public record InstitutionSettings(int port, String origin, List<OtherMaaPay> maapay) {}

  /**
   * Another MaaPay.
   *
   * @param code what merchants call it, and {@code name} what payers read
   * @param url its merchant interface, without {@code /v1}
   * @param merchantId what we are called there
   * @param keyId our Ed25519 key there, and {@code privateKeyFile} its PEM
   * @param rootKeyFile the root key it gave us at admission, PEM
   * @param mostYuan what it takes at most for one order; absent: any amount
   */
  public record OtherMaaPay(
      String code,
      String name,
      String url,
      String merchantId,
      String keyId,
      String privateKeyFile,
      String rootKeyFile,
      @Nullable BigDecimal mostYuan) {
    @Override
    public String toString() {
      return "OtherMaaPay[" + code + " at " + url + "]";
    }
  }

  /**
   * The clearing house.
   *
   * @param keyId our key at the clearing house, and {@code privateKeyFile} its PEM
   * @param bankKeyId the clearing house's key, and {@code bankKeyFile} its PEM
   */
  public record BankSettings(
      String url, String keyId, String privateKeyFile, String bankKeyId, String bankKeyFile) {}
}
