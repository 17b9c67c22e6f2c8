package org.maapay.messaging.wire;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.CallResult.Answered;
import org.maapay.messaging.CallResult.Refused;
import org.maapay.messaging.CallResult.Unknown;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.tls.ClientIdentity;

/**
 * The calls of one chatbot to its operator: what passes is tried again, and after a refused token,
 * once, with another. No exception of the network leaves it.
 */
public final class Calls {
  /** The date of HTTP headers: two digits for the day, which the JDK's own format leaves out. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** A video of the largest size and what is around it. */
  private static final long LARGEST_ANSWER = 12 * 1024 * 1024;

  /** How many times the patience for the beginning of an answer a whole file may take. */
  private static final int WHOLE = 6;

  private final HttpClient http;
  private final Patience patience;
  private final @Nullable Tokens tokens;

  /** A call that needs no token, or carries its proof itself. */
  public Calls(HttpClient http, Patience patience) {
    this(http, patience, null);
  }

  public Calls(HttpClient http, Patience patience, @Nullable Tokens tokens) {
    this.http = http;
    this.patience = patience;
    this.tokens = tokens;
  }

  /** Makes a request; it is made anew for every try, because dates and tokens are in it. */
  @FunctionalInterface
  public interface Maker {
    HttpRequest.Builder make(@Nullable AccessToken token);
  }

  /** A client for one process. */
  public static HttpClient client() {
    return builder().build();
  }

  /** A client that proves itself by a certificate, or trusts others than the public authorities. */
  public static HttpClient client(ClientIdentity identity) {
    return client(identity.context());
  }

  /** The same with sockets of a changing identity. */
  public static HttpClient client(SSLContext sockets) {
    return builder().sslContext(sockets).build();
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(3));
  }

  public static String date(InstantSource clock) {
    return HTTP_DATE.format(clock.instant());
  }

  /** Calls until there is an answer, a final refusal, or no patience left. */
  public <T> CallResult<T> call(Maker maker, Function<HttpResponse<byte[]>, CallResult<T>> reader) {
    String refused = null;
    int pauses = 0;
    while (true) {
      var token = token(refused);
      if (!(token instanceof Answered(var authorised))) {
        return otherwise(token);
      }
      var result = exchange(maker.make(authorised.token()), reader);
      if (!(result instanceof Refused<T>(var refusal))) {
        return result;
      }
      var mine = authorised.token();
      if (refusal.kind() == Refusal.Kind.TOKEN && refused == null && mine != null) {
        refused = mine.value();
      } else if (refusal.kind() != Refusal.Kind.RETRY
          || pauses == patience.pauses().size()
          || !paused(patience.pauses().get(pauses++))) {
        return result;
      }
    }
  }

  /** One request, one answer. */
  public <T> CallResult<T> exchange(
      HttpRequest.Builder request, Function<HttpResponse<byte[]>, CallResult<T>> reader) {
    try {
      return reader.apply(
          Exchange.of(
              http,
              request.timeout(patience.timeout()).build(),
              patience.timeout().multipliedBy(WHOLE),
              LARGEST_ANSWER));
    } catch (IOException failure) {
      return new Unknown<>(failure.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Unknown<>("interrupted");
    }
  }

  private record Authorised(@Nullable AccessToken token) {}

  private CallResult<Authorised> token(@Nullable String refused) {
    if (tokens == null) {
      return new Answered<>(new Authorised(null));
    }
    return switch (refused == null ? tokens.current() : tokens.replace(refused)) {
      case Answered<AccessToken>(var token) -> new Answered<>(new Authorised(token));
      case Refused<AccessToken>(var refusal) -> new Refused<>(refusal);
      case Unknown<AccessToken>(var reason) -> new Unknown<>("no access token: " + reason);
    };
  }

  private static <T> CallResult<T> otherwise(CallResult<Authorised> token) {
    return switch (token) {
      case Answered<Authorised> _ -> throw new AssertionError("a token is no failure");
      case Refused<Authorised>(var refusal) -> new Refused<>(refusal);
      case Unknown<Authorised>(var reason) -> new Unknown<>(reason);
    };
  }

  private static boolean paused(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
