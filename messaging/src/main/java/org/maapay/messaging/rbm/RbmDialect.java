package org.maapay.messaging.rbm;

import java.net.URI;
import org.maapay.messaging.wire.Patience;

/**
 * Where Google is, and how patient a client is with it.
 *
 * @param tokens whence access tokens come; it is also the audience of the assertion
 */
public record RbmDialect(URI tokens, Patience patience) {
  public static final RbmDialect GOOGLE =
      new RbmDialect(URI.create("https://oauth2.googleapis.com/token"), Patience.STANDARD);

  /** The messaging service of Google's own; regions have hosts of theirs. */
  public static final URI SERVICE = URI.create("https://rcsbusinessmessaging.googleapis.com");

  /** Google's, or where another service at {@code serverRoot} issues tokens beside it. */
  public static RbmDialect of(URI serverRoot) {
    boolean google = String.valueOf(serverRoot.getHost()).endsWith(".googleapis.com");
    var root = serverRoot.toString().replaceFirst("/+$", "");
    return google ? GOOGLE : new RbmDialect(URI.create(root + "/token"), Patience.STANDARD);
  }

  public RbmDialect with(Patience other) {
    return new RbmDialect(tokens, other);
  }
}
