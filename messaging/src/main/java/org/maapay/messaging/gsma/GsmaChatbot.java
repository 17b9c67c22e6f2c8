package org.maapay.messaging.gsma;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
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
import org.maapay.messaging.FileRef.Role;
import org.maapay.messaging.MessageIds;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Profile;
import org.maapay.messaging.ProfileChange;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.card.Menu;
import org.maapay.messaging.wire.Calls;
import org.maapay.messaging.wire.Json;
import org.maapay.messaging.wire.Multipart;
import org.maapay.messaging.wire.Patience;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chatbot behind FNW.11. The account's {@code appKey} is the bearer token. The operator gives the
 * ids of messages and does not know ours, so a message whose sending stayed unknown may come twice
 * when it is sent again.
 */
public final class GsmaChatbot implements Chatbot {
  private static final Pattern FILE_ID = Pattern.compile("/files/([0-9A-Za-z_-]{1,100})(?:/.*)?$");
  private static final Duration KEPT = Duration.ofDays(30);

  private final ChatbotAccount account;
  private final Connection connection;
  private final Calls calls;

  /** What a chatbot is connected with; one of each serves any number of chatbots. */
  public record Connection(
      HttpClient http, MessageIds ids, InstantSource clock, Patience patience) {
    public static Connection alone(MessageIds ids, InstantSource clock) {
      return new Connection(Calls.client(), ids, clock, Patience.STANDARD);
    }

    public Connection with(Patience other) {
      return new Connection(http, ids, clock, other);
    }
  }

  public GsmaChatbot(ChatbotAccount account, Connection connection) {
    this.account = account;
    this.connection = connection;
    this.calls = new Calls(connection.http(), connection.patience());
  }

  @Override
  public ChatbotAccount account() {
    return account;
  }

  @Override
  public SendResult send(Downlink message) {
    var violations = DownlinkRules.checkSingle(message);
    if (!violations.isEmpty()) {
      return new SendResult.Invalid(violations);
    }
    var body = GsmaJson.message(message);
    var result =
        calls.call(
            _ -> json("POST", "/messages", body),
            response ->
                judged(
                    response,
                    json -> Optional.of(json.path("RCSMessage").path("msgId").asString())));
    if (result instanceof Answered(var id) && !id.isEmpty()) {
      connection.ids().link(account.chatbotId(), message.messageId(), id);
    }
    return SendResult.of(result, message.messageId());
  }

  @Override
  public CallResult<Capability> capability(PhoneNumber user) {
    var query = "?userContact=" + encoded(user.e164());
    CallResult<Capability> result =
        calls.call(
            _ -> request("/contactCapabilities" + query).GET(),
            response -> judged(response, json -> Optional.of(capability(json))));
    return result instanceof Refused<Capability>(var refusal)
            && refusal.cause() == Refusal.Cause.NOT_REACHABLE
        ? new Answered<>(Capability.SMS_ONLY)
        : result;
  }

  /** A list of what the handset can; platforms without one answer 200 for those that can chat. */
  private static Capability capability(JsonNode json) {
    var list = json.path("capabilities");
    boolean rich =
        !list.isArray()
            || list.valueStream()
                .map(JsonNode::asString)
                .anyMatch(word -> word.equals("chat") || word.equals("chatBotCommunication"));
    return rich ? Capability.RICH : Capability.SMS_ONLY;
  }

  @Override
  public SendResult revoke(String messageId, PhoneNumber from) {
    var id = connection.ids().operators(account.chatbotId(), messageId);
    if (id.isEmpty()) {
      return new SendResult.Unknown("the operator's id of the message is not known");
    }
    var path = "/messages/" + encoded(id.get()) + "/status";
    var result =
        calls.call(
            _ -> json("PUT", path, GsmaJson.cancellation()),
            response -> judged(response, _ -> Optional.of(true)));
    return SendResult.of(result, messageId);
  }

  @Override
  public CallResult<List<FileRef>> upload(Upload upload) {
    var thumbnail = upload.thumbnail();
    var stored = new ArrayList<FileRef>();
    if (thumbnail != null) {
      switch (store(thumbnail, Role.THUMBNAIL)) {
        case Answered<FileRef>(var file) -> stored.add(file);
        case Refused<FileRef>(var refusal) -> {
          return new Refused<>(refusal);
        }
        case Unknown<FileRef>(var reason) -> {
          return new Unknown<>(reason);
        }
      }
    }
    return switch (store(upload.file(), Role.FILE)) {
      case Answered<FileRef>(var file) -> {
        stored.add(file);
        yield new Answered<>(List.copyOf(stored));
      }
      case Refused<FileRef>(var refusal) -> new Refused<>(refusal);
      case Unknown<FileRef>(var reason) -> new Unknown<>(reason);
    };
  }

  private CallResult<FileRef> store(Content content, Role role) {
    var until = connection.clock().instant().plus(KEPT).toString();
    var body =
        new Multipart()
            .field("fileType", content.contentType())
            .field("until", until)
            .add("fileContent", content);
    var bytes = body.bytes();
    return calls.call(
        _ ->
            request("/files")
                .header("Content-Type", body.contentType())
                .POST(BodyPublishers.ofByteArray(bytes)),
        response ->
            judged(
                response,
                json ->
                    Json.uri(json.path("fileUrl").asString())
                        .map(url ->
                            new FileRef(
                                role, url, content.contentType(), content.bytes().size(), until))));
  }

  /** The token goes to the operator and nowhere else. */
  @Override
  public CallResult<Download> download(URI url, long from) {
    boolean ours = account.serverRoot().getAuthority().equals(url.getAuthority());
    return calls.call(
        _ -> {
          var request = ours ? authorised(url) : HttpRequest.newBuilder(url);
          return (from > 0 ? request.header("Range", "bytes=" + from + "-") : request).GET();
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
    var id = FILE_ID.matcher(String.valueOf(url.getPath()));
    if (!id.find()) {
      return new Refused<>(Refusal.unsupported("delete of a file that is not the operator's"));
    }
    return calls.call(
        _ -> request("/files/" + id.group(1)).DELETE(),
        response -> judged(response, _ -> Optional.of(true)));
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
    int status = response.statusCode();
    if (!GsmaCodes.knows(status)) {
      return new Unknown<>("HTTP " + status);
    }
    var detail =
        Json.object(response.body())
            .map(json -> json.path("reason").path("text").asString())
            .orElse("");
    return new Refused<>(GsmaCodes.refusal(status, detail));
  }

  private HttpRequest.Builder json(String method, String path, ObjectNode body) {
    return request(path)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)));
  }

  private HttpRequest.Builder request(String path) {
    var root = account.serverRoot().toString().replaceFirst("/+$", "");
    return authorised(URI.create(root + "/rcs/bot/v1/" + encoded(account.chatbotId()) + path));
  }

  private HttpRequest.Builder authorised(URI url) {
    return HttpRequest.newBuilder(url)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + account.credentials().appKey());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
