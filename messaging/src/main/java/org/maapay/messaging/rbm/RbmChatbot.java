package org.maapay.messaging.rbm;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.maapay.messaging.FileRef;
import org.maapay.messaging.MessageIds;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Profile;
import org.maapay.messaging.ProfileChange;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.card.Menu;
import org.maapay.messaging.wire.AccessToken;
import org.maapay.messaging.wire.Calls;
import org.maapay.messaging.wire.InMemoryTokens;
import org.maapay.messaging.wire.Json;
import org.maapay.messaging.wire.TokenStore;
import org.maapay.messaging.wire.Tokens;
import tools.jackson.databind.JsonNode;

/**
 * An agent at Google. The account's {@code appId} is the service account's address, its {@code
 * appKey} that account's RSA key in PEM, and its {@code callbackToken} the webhook's client token.
 * Users are addressed by their number in E.164. A revocation that is accepted has happened: no
 * report follows.
 */
public final class RbmChatbot implements Chatbot {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private final ChatbotAccount account;
  private final Connection connection;
  private final PrivateKey key;
  private final Calls calls;

  /** What an agent is connected with; one of each serves any number of agents. */
  public record Connection(
      HttpClient http, TokenStore tokens, MessageIds ids, InstantSource clock, RbmDialect dialect) {
    public static Connection alone(MessageIds ids, InstantSource clock) {
      return new Connection(Calls.client(), new InMemoryTokens(), ids, clock, RbmDialect.GOOGLE);
    }

    public Connection speaking(RbmDialect other) {
      return new Connection(http, tokens, ids, clock, other);
    }
  }

  public RbmChatbot(ChatbotAccount account, Connection connection) {
    this.account = account;
    this.connection = connection;
    this.key = Assertion.key(account.credentials().appKey());
    var tokens =
        new Tokens(account.chatbotId(), connection.tokens(), connection.clock(), this::fetchToken);
    this.calls = new Calls(connection.http(), connection.dialect().patience(), tokens);
  }

  @Override
  public ChatbotAccount account() {
    return account;
  }

  @Override
  public SendResult send(Downlink message) {
    boolean secure = "https".equals(account.serverRoot().getScheme());
    var violations = RbmRules.check(message, secure);
    if (!violations.isEmpty()) {
      return new SendResult.Invalid(violations);
    }
    var id = idOnTheWire(message.messageId());
    connection.ids().link(account.chatbotId(), message.messageId(), id);
    var body = Json.MAPPER.writeValueAsBytes(RbmJson.message(message));
    var path = phone(message.to()) + "/agentMessages?messageId=" + id + "&" + agent();
    var result =
        calls.call(
            token ->
                request(path, token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body)),
            response -> judged(response, _ -> Optional.of(true)));
    return SendResult.of(result, message.messageId());
  }

  /** Google wants UUIDs; another id always becomes the same one. */
  private String idOnTheWire(String own) {
    try {
      return UUID.fromString(own).toString();
    } catch (IllegalArgumentException _) {
      var name = account.chatbotId() + " " + own;
      return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
  }

  @Override
  public CallResult<Capability> capability(PhoneNumber user) {
    var path = phone(user) + "/capabilities?requestId=" + UUID.randomUUID() + "&" + agent();
    CallResult<Capability> result =
        calls.call(
            token -> request(path, token).GET(),
            response -> judged(response, _ -> Optional.of(Capability.RICH)));
    return result instanceof Refused<Capability>(var refusal)
            && refusal.cause() == Cause.NOT_REACHABLE
        ? new Answered<>(Capability.SMS_ONLY)
        : result;
  }

  @Override
  public SendResult revoke(String messageId, PhoneNumber from) {
    var path = phone(from) + "/agentMessages/" + idOnTheWire(messageId) + "?" + agent();
    CallResult<Boolean> result =
        calls.call(
            token -> request(path, token).DELETE(),
            response -> judged(response, _ -> Optional.of(true)));
    return result instanceof Refused<Boolean>(var refusal) && refusal.cause() == Cause.NOT_REACHABLE
        ? new SendResult.Refused(
            new Refusal(refusal.code(), "no such message", refusal.detail(), Cause.TOO_LATE))
        : SendResult.of(result, messageId);
  }

  /** Google names a file and gives no address: {@code rbm:files/…} stands for it in cards. */
  @Override
  public CallResult<List<FileRef>> upload(Upload upload) {
    var file = upload.file();
    return calls.call(
        token ->
            request("/upload/v1/files?" + agent(), token)
                .header("Content-Type", file.contentType())
                .POST(BodyPublishers.ofByteArray(file.bytes().toArray())),
        response ->
            judged(
                response,
                json ->
                    Optional.of(json.path("name").asString())
                        .filter(name -> name.matches("files/[0-9A-Za-z_-]{1,100}"))
                        .map(name ->
                            List.of(
                                new FileRef(
                                    FileRef.Role.FILE,
                                    URI.create(RbmJson.UPLOADED + ":" + name),
                                    file.contentType(),
                                    file.bytes().size(),
                                    null)))));
  }

  /** A user's file lies at an address that needs no token, and gets none. */
  @Override
  public CallResult<Download> download(URI url, long from) {
    return calls.call(
        _ -> {
          var request = HttpRequest.newBuilder(url).GET();
          return from > 0 ? request.header("Range", "bytes=" + from + "-") : request;
        },
        response ->
            response.statusCode() == 200 || response.statusCode() == 206
                ? new Answered<>(
                    new Download(
                        response.headers().firstValue("content-type").orElse(""),
                        Bytes.of(response.body())))
                : failed(response));
  }

  @Override
  public CallResult<Boolean> delete(URI url) {
    return new Refused<>(Refusal.unsupported("delete"));
  }

  @Override
  public SendResult changeMenu(Menu menu) {
    return new SendResult.Refused(Refusal.unsupported("menu"));
  }

  @Override
  public SendResult changeProfile(ProfileChange change) {
    return new SendResult.Refused(Refusal.unsupported("profile"));
  }

  @Override
  public CallResult<Profile> profile() {
    return new Refused<>(Refusal.unsupported("profile"));
  }

  private CallResult<AccessToken> fetchToken() {
    var tokens = connection.dialect().tokens();
    var now = connection.clock().instant();
    var assertion = Assertion.of(account.credentials().appId(), key, tokens.toString(), now);
    var form = "grant_type=" + encoded(GRANT) + "&assertion=" + assertion;
    var request =
        HttpRequest.newBuilder(tokens)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return calls.exchange(
        request,
        response ->
            judged(
                response,
                json ->
                    json.path("access_token")
                        .asStringOpt()
                        .filter(token -> !token.isEmpty())
                        .map(token ->
                            new AccessToken(
                                token,
                                now.plusSeconds(json.path("expires_in").asLong(3600)),
                                null))));
  }

  private static <T> CallResult<T> judged(
      HttpResponse<byte[]> response, Function<JsonNode, Optional<T>> reader) {
    if (response.statusCode() / 100 != 2) {
      return failed(response);
    }
    var body =
        response.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : response.body();
    return Json.object(body)
        .flatMap(reader)
        .<CallResult<T>>map(Answered::new)
        .orElseGet(() -> new Unknown<>("an answer that is not to specification"));
  }

  private static <T> CallResult<T> failed(HttpResponse<byte[]> response) {
    var json = Json.object(response.body());
    var error = json.map(body -> body.path("error"));
    var status =
        error
            .map(body -> body.isString() ? body.stringValue() : body.path("status").asString())
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> RbmCodes.status(response.statusCode()));
    boolean broken = response.statusCode() / 100 == 5 && !status.equals("UNAVAILABLE");
    if (status.isEmpty() || broken) {
      return new Unknown<>("HTTP " + response.statusCode());
    }
    var detail = error.map(body -> body.path("message").asString()).orElse("");
    return new Refused<>(RbmCodes.refusal(status, detail));
  }

  private HttpRequest.Builder request(String path, @Nullable AccessToken token) {
    var root = account.serverRoot().toString().replaceFirst("/+$", "");
    var request = HttpRequest.newBuilder(URI.create(root + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token.value());
  }

  private static String phone(PhoneNumber user) {
    return "/v1/phones/" + encoded(user.e164());
  }

  private String agent() {
    return "agentId=" + encoded(account.chatbotId().replaceFirst("@rbm\\.goog$", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
