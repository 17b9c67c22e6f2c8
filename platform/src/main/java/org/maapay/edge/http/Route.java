package org.maapay.edge.http;

import java.util.Set;

/**
 * One call of an interface.
 *
 * @param pattern an exact path, whose segments may be parameters: {@code /v1/orders/{no}}
 */
public record Route(
    String method, String pattern, Access access, Screening screening, Handler handler) {

  /** What the caller must prove before the handler runs, and who signs the answer. */
  public enum Access {
    /** Signed by a party's key; the answer is signed by the platform (RFC 9421). */
    SIGNED,
    /** Unsigned; the answer is signed by the root key if the interface has one. */
    ROOT_ANSWER,
    /** Unsigned both ways: pages with a credential of their own. */
    OPEN
  }

  /** Whether bodies are searched for card numbers and passwords (6.1.1-3). */
  public sealed interface Screening {
    /** Top-level fields in {@code identifiers} are not searched for card numbers. */
    record Screened(Set<String> identifiers) implements Screening {}

    /** Not searched: the body is sealed or is a credential itself. */
    record Unscreened() implements Screening {}
  }

  /** A signed POST whose body is screened but for the numbers in {@code identifiers}. */
  public static Route signedPost(String pattern, Set<String> identifiers, Handler handler) {
    return new Route("POST", pattern, Access.SIGNED, new Screening.Screened(identifiers), handler);
  }

  /** A signed GET. */
  public static Route signedGet(String pattern, Handler handler) {
    return new Route("GET", pattern, Access.SIGNED, new Screening.Unscreened(), handler);
  }

  /** An unsigned GET answered under the root key's signature. */
  public static Route rootGet(String pattern, Handler handler) {
    return new Route("GET", pattern, Access.ROOT_ANSWER, new Screening.Unscreened(), handler);
  }

  /** An unsigned GET. */
  public static Route openGet(String pattern, Handler handler) {
    return new Route("GET", pattern, Access.OPEN, new Screening.Unscreened(), handler);
  }

  /** An unsigned POST with a JSON body. */
  public static Route openPost(String pattern, Handler handler) {
    return new Route("POST", pattern, Access.OPEN, new Screening.Unscreened(), handler);
  }
}
