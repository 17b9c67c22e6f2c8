package org.maapay.messaging.jsonut;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.wire.AccessToken;
import org.maapay.messaging.wire.Calls;

/** The requests of this family: addresses and common headers. */
final class Wire {
  private final ChatbotAccount account;
  private final InstantSource clock;
  private final Dialect dialect;

  Wire(ChatbotAccount account, InstantSource clock, Dialect dialect) {
    this.account = account;
    this.clock = clock;
    this.dialect = dialect;
  }

  /** A call before it is authorised. */
  record Call(String method, String path, Map<String, String> headers, Bytes body) {
    static Call json(String path, byte[] body) {
      return new Call("POST", path, Map.of("content-type", "application/json"), Bytes.of(body));
    }

    static Call get(String path) {
      return new Call("GET", path, Map.of(), Bytes.NONE);
    }

    Call with(String name, String value) {
      var more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Call(method, path, more, body);
    }
  }

  HttpRequest.Builder request(Call call, @Nullable AccessToken token) {
    var body =
        call.body().size() == 0
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(call.body().toArray());
    var request =
        HttpRequest.newBuilder(address(call.path(), token))
            .method(call.method(), body)
            .header("accept", "application/json")
            .header("date", Calls.date(clock));
    call.headers().forEach(request::header);
    if (token != null) {
      request.header(
          "authorization", dialect.bareToken() ? token.value() : "accessToken " + token.value());
    }
    return request;
  }

  private URI address(String path, @Nullable AccessToken token) {
    var root = account.serverRoot();
    var moved = token == null ? null : token.serverRoot();
    if (moved != null) {
      root = moved;
    }
    var id =
        dialect.rawChatbotId()
            ? account.chatbotId()
            : URLEncoder.encode(account.chatbotId(), StandardCharsets.UTF_8);
    var base = root.toString().replaceFirst("/+$", "");
    return URI.create(base + "/bot/" + dialect.apiVersion() + "/" + id + path);
  }
}
