package org.maapay.messaging.jsonut;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
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
import org.maapay.messaging.SendResult;
import org.maapay.messaging.card.CardJson;
import org.maapay.messaging.card.CardRules;
import org.maapay.messaging.card.Menu;
import org.maapay.messaging.jsonut.Wire.Call;
import org.maapay.messaging.wire.AccessToken;
import org.maapay.messaging.wire.Calls;
import org.maapay.messaging.wire.FileJson;
import org.maapay.messaging.wire.InMemoryTokens;
import org.maapay.messaging.wire.Json;
import org.maapay.messaging.wire.Multipart;
import org.maapay.messaging.wire.TokenStore;
import org.maapay.messaging.wire.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A chatbot at China Unicom or China Telecom. */
public final class JsonChatbot implements Chatbot {
  private final ChatbotAccount account;
  private final InstantSource clock;
  private final Wire wire;
  private final Calls calls;

  /** What a chatbot is connected with; one of each serves any number of chatbots. */
  public record Connection(
      HttpClient http, TokenStore tokens, InstantSource clock, Dialect dialect) {
    /** For one process. */
    public static Connection alone(InstantSource clock) {
      return new Connection(Calls.client(), new InMemoryTokens(), clock, Dialect.DOCUMENT);
    }

    public Connection speaking(Dialect other) {
      return new Connection(http, tokens, clock, other);
    }
  }

  public JsonChatbot(ChatbotAccount account, Connection connection) {
    this.account = account;
    this.clock = connection.clock();
    this.wire = new Wire(account, clock, connection.dialect());
    var tokens = new Tokens(account.chatbotId(), connection.tokens(), clock, this::fetchToken);
    this.calls = new Calls(connection.http(), connection.dialect().patience(), tokens);
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
    return SendResult.of(post("/messages", body), message.messageId());
  }

  @Override
  public SendResult revoke(String messageId, PhoneNumber from) {
    return SendResult.of(post("/revoke", DownlinkJson.revoke(messageId, from)), messageId);
  }

  @Override
  public SendResult changeMenu(Menu menu) {
    var violations = CardRules.OWN.check(menu);
    return violations.isEmpty()
        ? SendResult.of(post("/update/chatBotInfo/menu", CardJson.write(menu)), "")
        : new SendResult.Invalid(violations);
  }

  @Override
  public SendResult changeProfile(ProfileChange change) {
    var body = JsonNodeFactory.instance.objectNode();
    change.fields().forEach(body::put);
    return SendResult.of(post("/update/chatBotInfo/optionals", body), "");
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

  private <T> CallResult<T> call(Call call, Function<HttpResponse<byte[]>, Optional<T>> reader) {
    return calls.call(token -> wire.request(call, token), response -> judged(response, reader));
  }

  private CallResult<AccessToken> fetchToken() {
    var credentials = account.credentials();
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("appId", credentials.appId())
            .put("appKey", credentials.appKey());
    var call = Call.json("/accessToken", Json.MAPPER.writeValueAsBytes(body));
    return calls.exchange(wire.request(call, null), response -> judged(response, this::token));
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

  /** HTTP says little here: the truth is in {@code errorCode}. */
  private <T> CallResult<T> judged(
      HttpResponse<byte[]> response, Function<HttpResponse<byte[]>, Optional<T>> reader) {
    var said = json(response);
    int code = said.map(json -> json.path("errorCode").asInt(0)).orElse(0);
    if (code != 0) {
      var detail = said.map(json -> json.path("errorMessage").asString()).orElse("");
      return new Refused<>(ErrorCodes.refusal(account.operator(), code, detail));
    }
    if (response.statusCode() / 100 != 2) {
      return new Unknown<>("HTTP " + response.statusCode());
    }
    return reader
        .apply(response)
        .<CallResult<T>>map(Answered::new)
        .orElseGet(() -> new Unknown<>("an answer that is not to specification"));
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
}
