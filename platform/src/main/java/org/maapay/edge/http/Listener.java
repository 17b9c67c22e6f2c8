package org.maapay.edge.http;

import java.util.Set;

/**
 * What is fixed about one interface.
 *
 * @param name as the log shows it: merchant, cashier, keypad
 * @param scheme under which callers reach it, {@code https} also behind a proxy: its default port
 *     is dropped from the host name
 * @param authorities the host names, with port where it is not the default one, under which it may
 *     be called, in lower case; forwarded headers never count
 * @param perKey how often one key may call
 * @param perAddress how often one address may call
 * @param showSignatureBase whether a refused signature is answered with the base that was built
 *     here; for a sandbox only
 */
public record Listener(
    String name,
    String scheme,
    Set<String> authorities,
    Rate perKey,
    Rate perAddress,
    boolean showSignatureBase) {
  public Listener {
    authorities = Set.copyOf(authorities);
  }
}
