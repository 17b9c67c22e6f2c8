package org.maapay.messaging.jsonut;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.CallResult.Answered;
import org.maapay.messaging.CallResult.Refused;
import org.maapay.messaging.CallResult.Unknown;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.DownlinkRules;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Profile;
import org.maapay.messaging.ProfileChange;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.card.CardJson;
import org.maapay.messaging.card.CardRules;
import org.maapay.messaging.card.Menu;
import org.maapay.messaging.jsonut.Wire.Call;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A chatbot at China Unicom or China Telecom. */
public final class JsonChatbot implements Chatbot {
  private final ChatbotAccount account;
  private final Dialect dialect;
  private final InstantSource clock;
  private final Wire wire;
  private final Tokens tokens;

  /** What a chatbot is connected with; one of each serves any number of chatbots. */
  public record Connection(
      HttpClient http, TokenStore tokens, InstantSource clock, Dialect dialect) {
    /** For one process. */
    public static Connection alone(InstantSource clock) {
      var http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(3))
              .build();
      return new Connection(http, new InMemoryTokens(), clock, Dialect.DOCUMENT);
    }

    public Connection speaking(Dialect other) {
      return new Connection(http, tokens, clock, other);
    }
  }

  public JsonChatbot(ChatbotAccount account, Connection connection) {
    this.account = account;
    this.dialect = connection.dialect();
    this.clock = connection.clock();
    this.wire = new Wire(account, connection.http(), clock, dialect);
    this.tokens = new Tokens(account.chatbotId(), connection.tokens(), clock, this::fetchToken);
  }

  @Override
  public ChatbotAccount account() {
    return account;
  }

  @Override
  public SendResult send(Downlink message) {
    var violations = DownlinkRules.check(message);
    if (!violations.isEmpty()) {
      return new SendResult.Invalid(violations);
    }
    var body = DownlinkJson.send(message, account.chatbotId());
    return sent(post("/messages", body), message.messageId());
  }

  @Override
  public SendResult revoke(String messageId, PhoneNumber from) {
    return sent(post("/revoke", DownlinkJson.revoke(messageId, from)), messageId);
  }

  @Override
  public SendResult changeMenu(Menu menu) {
    var violations = CardRules.OWN.check(menu);
    return violations.isEmpty()
        ? sent(post("/update/chatBotInfo/menu", CardJson.write(menu)), "")
        : new SendResult.Invalid(violations);
  }

  @Override
  public SendResult changeProfile(ProfileChange change) {
    var body = JsonNodeFactory.instance.objectNode();
    change.fields().forEach(body::put);
    return sent(post("/update/chatBotInfo/optionals", body), "");
  }

  @Override
  public CallResult<Profile> profile() {
    return call(Call.get("/find/chatBotInfo"), JsonChatbot::profile);
  }

  @Override
  public CallResult<List<FileRef>> upload(Upload upload) {
    var body = new Multipart();
    // the thumbnail goes first
    var thumbnail = upload.thumbnail();
    if (thumbnail != null) {
      body.add("1", thumbnail).add("2", upload.file());
    } else {
      body.add("1", upload.file());
    }
    var headers =
        Map.of(
            "content-type",
            body.contentType(),
            "uploadMode",
            upload.keep() == Keep.PERMANENT ? "perm" : "temp");
    boolean pair = upload.thumbnail() != null;
    return call(
        new Call("POST", "/medias/upload", headers, Bytes.of(body.bytes())),
        response ->
            json(response)
                .map(json -> FileJson.stored(json.path("fileInfo"), pair))
                .filter(files -> !files.isEmpty()));
  }

  @Override
  public CallResult<Download> download(URI url, long from) {
    var call = Call.get("/medias/download").with("url", url.toString());
    return call(
        from > 0 ? call.with("range", "bytes=" + from + "-") : call,
        response ->
            Optional.of(
                new Download(
                    response.headers().firstValue("content-type").orElse(""),
                    Bytes.of(response.body()))));
  }

  @Override
  public CallResult<Boolean> delete(URI url) {
    var call = new Call("DELETE", "/medias/delete", Map.of("url", url.toString()), Bytes.NONE);
    return call(call, response -> json(response).map(_ -> true));
  }

  private CallResult<JsonNode> post(String path, ObjectNode body) {
    return call(Call.json(path, Json.MAPPER.writeValueAsBytes(body)), JsonChatbot::json);
  }

  private static SendResult sent(CallResult<JsonNode> result, String messageId) {
    return switch (result) {
      case Answered<JsonNode> _ -> new SendResult.Accepted(messageId);
      case Refused<JsonNode>(var refusal) -> new SendResult.Refused(refusal);
      case Unknown<JsonNode>(var reason) -> new SendResult.Unknown(reason);
    };
  }

  /** Tries again what passes; after a refused token, once, with another. */
  private <T> CallResult<T> call(Call call, Function<HttpResponse<byte[]>, Optional<T>> reader) {
    String refused = null;
    int pauses = 0;
    while (true) {
      var token = refused == null ? tokens.current() : tokens.replace(refused);
      if (!(token instanceof Answered(var authorised))) {
        return otherwise(token);
      }
      var result = exchange(call, authorised, reader);
      if (!(result instanceof Refused<T>(var refusal))) {
        return result;
      }
      if (refusal.kind() == Refusal.Kind.TOKEN && refused == null) {
        refused = authorised.value();
      } else if (refusal.kind() != Refusal.Kind.RETRY
          || pauses == dialect.pauses().size()
          || !paused(dialect.pauses().get(pauses++))) {
        return result;
      }
    }
  }

  private CallResult<AccessToken> fetchToken() {
    var credentials = account.credentials();
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("appId", credentials.appId())
            .put("appKey", credentials.appKey());
    return exchange(
        Call.json("/accessToken", Json.MAPPER.writeValueAsBytes(body)), null, this::token);
  }

  private Optional<AccessToken> token(HttpResponse<byte[]> response) {
    return json(response)
        .filter(json -> !json.path("accessToken").asString().isEmpty())
        .map(json ->
            new AccessToken(
                json.path("accessToken").asString(),
                clock.instant().plusSeconds(json.path("expires").asLong(7200)),
                movedTo(json.path("url").asString())));
  }

  /** The address for the next calls, unless it would carry the token out of TLS. */
  private @Nullable URI movedTo(String url) {
    boolean secure = "https".equals(account.serverRoot().getScheme());
    return Json.uri(url.replaceFirst("/bot(?:/.*)?$", ""))
        .filter(moved ->
            ("http".equals(moved.getScheme()) && !secure) || "https".equals(moved.getScheme()))
        .filter(moved -> moved.getHost() != null)
        .orElse(null);
  }

  private <T> CallResult<T> exchange(
      Call call, @Nullable AccessToken token, Function<HttpResponse<byte[]>, Optional<T>> reader) {
    try {
      var response = wire.exchange(call, token);
      var said = json(response);
      if (said.map(json -> json.path("errorCode").asInt(0)).orElse(0) != 0) {
        var json = said.orElseThrow();
        return new Refused<>(
            ErrorCodes.refusal(
                json.path("errorCode").asInt(0), json.path("errorMessage").asString()));
      }
      if (response.statusCode() / 100 != 2) {
        return new Unknown<>("HTTP " + response.statusCode());
      }
      return reader
          .apply(response)
          .<CallResult<T>>map(Answered::new)
          .orElseGet(() -> new Unknown<>("an answer that is not to specification"));
    } catch (IOException failure) {
      return new Unknown<>(failure.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Unknown<>("interrupted");
    }
  }

  private static <T> CallResult<T> otherwise(CallResult<AccessToken> token) {
    return switch (token) {
      case Answered<AccessToken> _ -> throw new AssertionError("a token is no failure");
      case Refused<AccessToken>(var refusal) -> new Refused<>(refusal);
      case Unknown<AccessToken>(var reason) -> new Unknown<>("no access token: " + reason);
    };
  }

  private static Optional<JsonNode> json(HttpResponse<byte[]> response) {
    var type = response.headers().firstValue("content-type").orElse("application/json");
    return type.contains("json") || type.startsWith("text/")
        ? Json.object(response.body())
        : Optional.empty();
  }

  private static Optional<Profile> profile(HttpResponse<byte[]> response) {
    return json(response)
        .map(json ->
            new Profile(
                json.path("serviceName").asString(),
                json.path("verified").asBoolean(false),
                switch (json.path("status").asInt(0)) {
                  case 0 -> Profile.State.NORMAL;
                  case 1 -> Profile.State.DEBUG;
                  default -> Profile.State.SUSPENDED;
                },
                json.toString()));
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
