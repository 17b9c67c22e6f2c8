package org.maapay.merchant;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureVerifier;
import org.maapay.signature.Signer;
import org.maapay.signature.VerificationKey;

/**
 * The platform as one merchant sees it. Build it once and share it: it is safe for many threads.
 *
 * <pre>{@code
 * var pay = MaaPay.builder()
 *     .baseUrl("https://pay.example")
 *     .merchantId("M10000001")
 *     .privateKey("mk-7Q2F", SignatureAlgorithm.ED25519, pem)
 *     .platformKey("pk-1", SignatureAlgorithm.ED25519, platformPem)
 *     .build();
 * var placed = pay.orders().place(order);
 * }</pre>
 */
public final class MaaPay {
  private final Orders orders;
  private final Refunds refunds;
  private final Mandates mandates;
  private final PlatformKeys platformKeys;
  private final MerchantKeys keys;
  private final Notices notices;
  private final String description;

  private MaaPay(Builder given) {
    var baseUrl = needed(given.baseUrl, "baseUrl");
    var merchantId = needed(given.merchantId, "merchantId");
    var ring = new KeyRing(given.platformKeys, given.leastKeyVersion, given.clock);
    var listeners = new Listeners(given.listeners);
    var http = given.http == null ? defaultClient() : given.http;
    var wire = new Wire(new Wire.Connection(http, given.clock, given.timeout), ring, listeners);
    var transport =
        new Transport(
            merchantId,
            baseUrl,
            wire,
            needed(given.signer, "signer"),
            new Transport.Pacing(given.retries, given.pause));
    orders = new Orders(transport);
    refunds = new Refunds(transport);
    mandates = new Mandates(transport);
    keys = new MerchantKeys(transport);
    platformKeys =
        new PlatformKeys(
            wire,
            baseUrl,
            ring,
            new PlatformKeys.Trust(Optional.ofNullable(given.root), given.clock));
    wire.onUnknownKey(platformKeys::refreshOnce);
    notices =
        new Notices(
            new Notices.Trust(merchantId, ring, platformKeys::refreshOnce, given.noticeUrls),
            given.orderBook,
            given.noticeLog,
            given.clock,
            listeners);
    description = "MaaPay[" + merchantId + " at " + baseUrl + "]";
  }

  public static Builder builder() {
    return new Builder();
  }

  public Orders orders() {
    return orders;
  }

  public Refunds refunds() {
    return refunds;
  }

  public Mandates mandates() {
    return mandates;
  }

  public PlatformKeys platformKeys() {
    return platformKeys;
  }

  public MerchantKeys keys() {
    return keys;
  }

  /** Returns the reader of callbacks. */
  public Notices notices() {
    return notices;
  }

  @Override
  public String toString() {
    return description;
  }

  private static HttpClient defaultClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(3))
        .build();
  }

  private static <T> T needed(@Nullable T given, String name) {
    if (given == null) {
      throw new IllegalStateException(name + " is missing");
    }
    return given;
  }

  /** Collects what {@link MaaPay} needs. */
  public static final class Builder {
    private @Nullable URI baseUrl;
    private @Nullable String merchantId;
    private @Nullable Signer signer;
    private @Nullable SignatureVerifier root;
    private @Nullable HttpClient http;
    private final Map<String, VerificationKey> platformKeys = new HashMap<>();
    private final List<ExchangeListener> listeners = new ArrayList<>();
    private final Set<URI> noticeUrls = new HashSet<>();
    private long leastKeyVersion;
    private InstantSource clock = InstantSource.system();
    private Duration timeout = Duration.ofSeconds(10);
    private Retries retries = Retries.DEFAULT;
    private Retries.Pause pause = time -> Thread.sleep(time.toMillis());
    private OrderBook orderBook = OrderBook.UNSET;
    private NoticeLog noticeLog = NoticeLog.inMemory();

    private Builder() {}

    /** The platform's address, without {@code /v1}. */
    public Builder baseUrl(String url) {
      this.baseUrl = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
      return this;
    }

    public Builder merchantId(String id) {
      this.merchantId = id;
      return this;
    }

    /** Signs the merchant's calls; an HSM's key can be given this way. */
    public Builder signer(Signer signer) {
      this.signer = signer;
      return this;
    }

    /** Signs the merchant's calls with a key in PEM. */
    public Builder privateKey(String keyId, SignatureAlgorithm algorithm, String pem) {
      return signer(JdkSignatures.signer(keyId, algorithm, pem));
    }

    /** A key of the platform, got at admission; used until a list of keys has been fetched. */
    public Builder platformKey(String keyId, SignatureAlgorithm algorithm, String publicKeyPem) {
      platformKeys.put(
          keyId,
          new VerificationKey(
              keyId,
              JdkSignatures.verifier(algorithm, publicKeyPem),
              Instant.MIN,
              Instant.MAX,
              VerificationKey.State.ACTIVE));
      return this;
    }

    /** The platform's root key, got at admission: with it the SDK fetches new keys by itself. */
    public Builder rootKey(SignatureAlgorithm algorithm, String publicKeyPem) {
      this.root = JdkSignatures.verifier(algorithm, publicKeyPem);
      return this;
    }

    /** The version of the last list of keys that was seen, so that no older one is taken. */
    public Builder leastKeyVersion(long version) {
      this.leastKeyVersion = version;
      return this;
    }

    /** A URL at which the merchant takes callbacks, as given in {@code bankReturnUrl}. */
    public Builder noticeUrl(URI url) {
      noticeUrls.add(url);
      return this;
    }

    /** Knows the amounts of the merchant's orders; {@link MaaPay#notices} needs it. */
    public Builder orderBook(OrderBook book) {
      this.orderBook = book;
      return this;
    }

    /** Remembers which callbacks were taken; in memory unless given. */
    public Builder noticeLog(NoticeLog log) {
      this.noticeLog = log;
      return this;
    }

    public Builder retries(Retries retries) {
      this.retries = retries;
      return this;
    }

    /** How long one attempt may take; 10 seconds unless given. */
    public Builder timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    public Builder listener(ExchangeListener listener) {
      listeners.add(listener);
      return this;
    }

    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /** For proxies, TLS client certificates and the like. */
    public Builder http(HttpClient client) {
      this.http = client;
      return this;
    }

    Builder pause(Retries.Pause pause) {
      this.pause = pause;
      return this;
    }

    /**
     * Builds it; nothing is sent yet.
     *
     * @throws IllegalStateException if the address, the merchant or the signer is missing
     */
    public MaaPay build() {
      return new MaaPay(this);
    }
  }
}
