package org.maapay.simulator.terminal;

import java.net.http.HttpClient;
import java.time.Duration;

/**
 * The payment platform as a handset reaches it.
 *
 * @param baseUrl the merchant interface, where the sandbox is too
 * @param keypadKeyPem the key by which the simulated user knows the institution's keypads
 */
public record Platform(
    String baseUrl,
    String cashierOrigin,
    String keypadOrigin,
    String keypadKeyPem,
    HttpClient http) {
  /** Whether {@code url} is one of its pages. */
  boolean owns(String url) {
    return url.startsWith(cashierOrigin + "/");
  }

  /** A client with the patience of a person. */
  public static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(3))
        .build();
  }
}
