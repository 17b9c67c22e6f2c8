package org.maapay.notification;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.maapay.merchant.Merchants;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.Request;
import org.maapay.signature.Signer;

/**
 * Callbacks over HTTP/1.1: signed anew each time, five seconds, no redirects, public hosts only.
 */
public final class HttpNoticeTransport implements NoticeTransport, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String LATE = "no answer within 5 seconds";
  private static final int MOST_OF_ANSWER = 4096;

  private final Merchants merchants;
  private final MessageSigner signatures;
  private final Function<Notice, Signer> signers;
  private final Duration patience;
  private final CloseableHttpClient strict;
  private final CloseableHttpClient demo;
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("notice-deadlines").daemon().factory());

  /**
   * @param signatures the rules of notices with the wall clock
   * @param signers the platform's key for a merchant
   */
  public HttpNoticeTransport(
      Merchants merchants, MessageSigner signatures, Function<Notice, Signer> signers) {
    this(merchants, signatures, signers, PATIENCE);
  }

  HttpNoticeTransport(
      Merchants merchants,
      MessageSigner signatures,
      Function<Notice, Signer> signers,
      Duration patience) {
    this.patience = patience;
    deadlines.setRemoveOnCancelPolicy(true); // Nearly all are cancelled, and wake nobody.
    this.strict = client(false, Timeout.of(patience));
    this.demo = client(true, Timeout.of(patience));
    this.merchants = merchants;
    this.signatures = signatures;
    this.signers = signers;
  }

  @Override
  public Delivery post(URI url, Notice notice) {
    var begun = System.nanoTime();
    try {
      var merchant = merchants.find(notice.merchant()).orElseThrow();
      if (!merchant.mayCallBack(url)) {
        return new Delivery.Failed("the host is no longer registered for the merchant", 0);
      }
      var client = merchant.loopbackCallbacks() ? demo : strict;
      return sent(client, request(url, notice), begun);
    } catch (IOException e) {
      return new Delivery.Failed(why(e), millisSince(begun));
    }
  }

  @Override
  public void close() throws IOException {
    deadlines.shutdownNow();
    strict.close();
    demo.close();
  }

  /** The time-out is for all of it: one who answers drop by drop is cut off, too. */
  private Delivery sent(CloseableHttpClient client, HttpPost post, long begun) throws IOException {
    var deadline = deadlines.schedule(post::cancel, patience.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return client.execute(post, answer -> answered(answer, begun));
    } catch (IOException e) {
      if (post.isCancelled()) {
        return new Delivery.Failed(LATE, millisSince(begun));
      }
      throw e;
    } finally {
      deadline.cancel(false);
    }
  }

  private HttpPost request(URI url, Notice notice) {
    var body = notice.body().getBytes(StandardCharsets.UTF_8);
    var fields =
        Map.of(
            "content-type", List.of("application/json"),
            "content-digest", List.of(ContentDigest.sha256(body)),
            "notification-id", List.of(notice.id().toString()));
    var message = Request.to("POST", url, FieldLines.of(fields));
    var signed = signatures.sign(message, signers.apply(notice)).asMap();
    var post = new HttpPost(url);
    fields.forEach((name, values) -> {
      if (!name.equals("content-type")) {
        post.setHeader(name, values.getFirst());
      }
    });
    signed.forEach(post::setHeader);
    post.setEntity(new ByteArrayEntity(body, ContentType.create("application/json")));
    return post;
  }

  private static Delivery answered(ClassicHttpResponse answer, long begun) throws IOException {
    var entity = answer.getEntity();
    var body = new byte[0];
    if (entity != null) {
      try (var content = entity.getContent()) {
        body = content.readNBytes(MOST_OF_ANSWER);
      }
    }
    var text = new String(body, StandardCharsets.UTF_8);
    return new Delivery.Answered(answer.getCode(), text, millisSince(begun));
  }

  private static String why(IOException failure) {
    return switch (failure) {
      case SocketTimeoutException _ -> LATE;
      case UnknownHostException _ -> "the host is unknown or not public";
      case SSLException _ -> "TLS failed";
      default -> "no connection";
    };
  }

  private static long millisSince(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }

  private static CloseableHttpClient client(boolean loopbackToo, Timeout patience) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new PublicAddresses(loopbackToo))
            .setMaxConnTotal(1000)
            .setMaxConnPerRoute(64)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(patience)
                    .setSocketTimeout(patience)
                    .setTimeToLive(Timeout.ofMinutes(1))
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(patience)
                .setConnectionRequestTimeout(patience)
                .setRedirectsEnabled(false)
                .build())
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableContentCompression()
        .disableRedirectHandling()
        .setUserAgent("MaaPay")
        .build();
  }
}
