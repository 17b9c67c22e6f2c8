package org.maapay.merchant;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.MerchantId;

/**
 * A merchant's record: what it may call itself, where its callbacks may go, which ways of paying it
 * has agreed.
 *
 * @param callbackHosts host names in lower case, with {@code :port} where it is not 443
 * @param loopbackCallbacks whether plain HTTP to this machine is allowed too, as in the demo
 * @param transactionTypes wire names of the agreed transaction types
 */
public record Merchant(
    MerchantId id,
    Set<String> registeredNames,
    Set<String> callbackHosts,
    boolean loopbackCallbacks,
    Set<String> transactionTypes,
    AccountId account,
    boolean suspended) {

  /** Whether a callback may go to {@code url}: https to a registered host, or agreed loopback. */
  public boolean mayCallBack(URI url) {
    if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
      return false;
    }
    var isHttps = "https".equalsIgnoreCase(url.getScheme());
    if (loopbackCallbacks && isLoopback(url)) {
      return isHttps || "http".equalsIgnoreCase(url.getScheme());
    }
    var host = url.getHost().toLowerCase(Locale.ROOT);
    var port = url.getPort();
    return isHttps && callbackHosts.contains(port == -1 || port == 443 ? host : host + ":" + port);
  }

  /** Whether {@code url} names this machine itself. */
  public static boolean isLoopback(URI url) {
    var host = url.getHost();
    return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
  }
}
