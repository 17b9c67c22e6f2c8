package org.maapay.bench;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * HTTP/1.1 over plain connections that are kept, each used by one thread at a time. The load shares
 * its processors with the server it measures; the JDK's client, which does much more, costs several
 * times as much for each call.
 */
final class LeanHttp extends HttpClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Queue<LeanConnection>> idle = new ConcurrentHashMap<>();

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException {
    var uri = request.uri();
    var queue = idle.computeIfAbsent(uri.getAuthority(), _ -> new ConcurrentLinkedQueue<>());
    var octets = LeanRequest.octets(request);
    var patience = request.timeout().orElse(PATIENCE);
    var kept = queue.poll();
    while (kept != null) {
      // Before the first octet of an answer it can be that the server ended the idle connection.
      var answer = kept.exchange(octets, patience, true);
      if (answer.isPresent()) {
        return answered(request, handler, kept, queue, answer.get());
      }
      kept = queue.poll();
    }
    var fresh = LeanConnection.to(uri.getHost(), uri.getPort());
    var answer = fresh.exchange(octets, patience, false).orElseThrow();
    return answered(request, handler, fresh, queue, answer);
  }

  private static <T> HttpResponse<T> answered(
      HttpRequest request,
      BodyHandler<T> handler,
      LeanConnection connection,
      Queue<LeanConnection> queue,
      LeanConnection.Answer answer) {
    if (connection.isOpen()) {
      queue.add(connection);
    }
    return new Answered<>(request, answer.status(), answer.headers(), body(handler, answer));
  }

  private static <T> T body(BodyHandler<T> handler, LeanConnection.Answer answer) {
    BodySubscriber<T> subscriber = handler.apply(new Info(answer.status(), answer.headers()));
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {}

          @Override
          public void cancel() {}
        });
    subscriber.onNext(List.of(ByteBuffer.wrap(answer.body())));
    subscriber.onComplete();
    return subscriber.getBody().toCompletableFuture().join();
  }

  private record Info(int statusCode, HttpHeaders headers) implements ResponseInfo {
    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  private record Answered<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body)
      implements HttpResponse<T> {
    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<javax.net.ssl.SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    var answer = new CompletableFuture<HttpResponse<T>>();
    Thread.startVirtualThread(() -> {
      try {
        answer.complete(send(request, handler));
      } catch (IOException | RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> nothingIsPushed) {
    return sendAsync(request, handler);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return Optional.empty();
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return Optional.empty();
  }

  @Override
  public SSLContext sslContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no TLS", e);
    }
  }

  @Override
  public SSLParameters sslParameters() {
    return new SSLParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  @Override
  public Optional<Executor> executor() {
    return Optional.empty();
  }
}
