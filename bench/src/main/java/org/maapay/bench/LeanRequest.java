package org.maapay.bench;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;

/** A request as the octets that go over the wire. */
final class LeanRequest {
  private LeanRequest() {}

  static byte[] octets(HttpRequest request) {
    var uri = request.uri();
    var target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    var head =
        new StringBuilder(512)
            .append(request.method())
            .append(' ')
            .append(target)
            .append(" HTTP/1.1\r\nHost: ")
            .append(uri.getAuthority())
            .append("\r\n");
    request
        .headers()
        .map()
        .forEach((name, values) ->
            values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n")));
    var body = request.bodyPublisher().map(LeanRequest::body).orElseGet(() -> new byte[0]);
    if (request.bodyPublisher().isPresent()) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    var out = new ByteArrayOutputStream(head.length() + body.length + 2);
    out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** What is published at once, as the publishers of octets and texts do. */
  private static byte[] body(BodyPublisher publisher) {
    var out = new ByteArrayOutputStream();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ByteBuffer part) {
            var octets = new byte[part.remaining()];
            part.get(octets);
            out.writeBytes(octets);
          }

          @Override
          public void onError(Throwable failure) {
            throw new IllegalStateException("a body that cannot be read", failure);
          }

          @Override
          public void onComplete() {}
        });
    return out.toByteArray();
  }
}
