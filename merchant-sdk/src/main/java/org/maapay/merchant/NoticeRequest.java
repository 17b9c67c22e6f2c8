package org.maapay.merchant;

import java.util.List;
import java.util.Map;
import org.maapay.signature.FieldLines;

/** A callback as the merchant's HTTP server received it, with the raw octets of its body. */
public final class NoticeRequest {
  private final String method;
  private final String target;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * Describes the request.
   *
   * @param target the raw path and query, such as {@code /maapay/notices?shop=1}
   * @param headers names in any case; {@code Host} as the platform sent it
   */
  public NoticeRequest(
      String method, String target, Map<String, ? extends List<String>> headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = Map.copyOf(headers);
    this.body = body.clone();
  }

  public String method() {
    return method;
  }

  public String target() {
    return target;
  }

  public Map<String, List<String>> headers() {
    return headers;
  }

  public byte[] body() {
    return body.clone();
  }

  FieldLines fields() {
    return FieldLines.of(headers);
  }

  @Override
  public String toString() {
    return "NoticeRequest[" + method + " " + target + "]";
  }
}
