package org.maapay.messaging.lookup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.lookup.NumberSource.Asked.Nobody;
import org.maapay.messaging.lookup.NumberSource.Asked.Served;
import org.maapay.messaging.lookup.NumberSource.Asked.Silent;
import org.maapay.messaging.wire.Exchange;
import org.maapay.messaging.wire.Json;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A look-up service of ported numbers, asked over HTTPS. The number goes in the body, never in the
 * address, which logs keep. There is no common interface of such services, so its words are
 * configuration.
 */
public final class HttpNumberSource implements NumberSource {
  private static final int LARGEST_ANSWER = 16 * 1024;
  private static final int CALLS_AT_ONCE = 32;

  private final HttpClient http;
  private final Service service;
  private final Semaphore calls = new Semaphore(CALLS_AT_ONCE);

  /** How a number is written. */
  public enum Form {
    /** {@code +8613800138000}. */
    E164,
    /** {@code 13800138000}. */
    DIGITS
  }

  /**
   * The interface of the service.
   *
   * @param token goes along as a bearer token; null for none
   * @param field the name of the number in the body
   * @param answer where the operator stands in the answer
   * @param operators our operators by the service's words for them
   * @param timeout for the whole of a call
   */
  public record Service(
      URI url,
      @Nullable String token,
      String field,
      Form form,
      JsonPointer answer,
      Map<String, String> operators,
      Duration timeout) {
    public Service {
      operators = Map.copyOf(operators);
    }

    @Override
    public String toString() {
      return "Service[" + url.getHost() + "]";
    }
  }

  public HttpNumberSource(HttpClient http, Service service) {
    this.http = http;
    this.service = service;
  }

  @Override
  public Asked ask(PhoneNumber user) {
    if (!calls.tryAcquire()) {
      return new Silent("too many look-ups at once");
    }
    try {
      return read(Exchange.of(http, request(user), service.timeout(), LARGEST_ANSWER));
    } catch (IOException failure) {
      return new Silent(failure.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Silent("interrupted");
    } finally {
      calls.release();
    }
  }

  private HttpRequest request(PhoneNumber user) {
    var number =
        switch (service.form()) {
          case E164 -> user.e164();
          case DIGITS -> user.value();
        };
    var body = JsonNodeFactory.instance.objectNode().put(service.field(), number).toString();
    var request =
        HttpRequest.newBuilder(service.url())
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (service.token() != null) {
      request.header("authorization", "Bearer " + service.token());
    }
    return request.build();
  }

  private Asked read(HttpResponse<byte[]> response) {
    if (response.statusCode() == 404) {
      return new Nobody();
    }
    if (response.statusCode() != 200) {
      return new Silent("status " + response.statusCode());
    }
    var json = Json.object(response.body());
    if (json.isEmpty()) {
      return new Silent("the answer is no JSON");
    }
    var word = json.get().at(service.answer());
    if (word.isMissingNode()) {
      return new Silent("the answer has no " + service.answer());
    }
    var operator = service.operators().get(word.asString(""));
    return operator == null ? new Nobody() : new Served(operator);
  }
}
