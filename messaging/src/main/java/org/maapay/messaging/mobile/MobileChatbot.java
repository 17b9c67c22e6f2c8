package org.maapay.messaging.mobile;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
import org.maapay.messaging.wire.Multipart;

/**
 * A chatbot at China Mobile. Menu and profile have no call here: they are changed in the operator's
 * own console.
 */
public final class MobileChatbot implements Chatbot {
  private static final String XML = "application/xml";

  private final ChatbotAccount account;
  private final Connection connection;
  private final Calls calls;

  /** What a chatbot is connected with; one of each serves any number of chatbots. */
  public record Connection(
      HttpClient http, MessageIds ids, InstantSource clock, MobileDialect dialect) {
    public static Connection alone(MessageIds ids, InstantSource clock) {
      return new Connection(Calls.client(), ids, clock, MobileDialect.LISTED);
    }

    public Connection speaking(MobileDialect other) {
      return new Connection(http, ids, clock, other);
    }
  }

  public MobileChatbot(ChatbotAccount account, Connection connection) {
    this.account = account;
    this.connection = connection;
    this.calls = new Calls(connection.http(), connection.dialect().patience());
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
    var dialect = connection.dialect();
    var body = OutboundXml.send(message, account.chatbotId(), dialect.fallback());
    return send(message, dialect.paths().reply(), body);
  }

  /** The same by a template that the operator approved before; the parts are what it says. */
  public SendResult sendByTemplate(Downlink message, String templateId) {
    var violations = DownlinkRules.check(message);
    if (!violations.isEmpty()) {
      return new SendResult.Invalid(violations);
    }
    var dialect = connection.dialect();
    var body = OutboundXml.template(message, account.chatbotId(), dialect.fallback(), templateId);
    return send(message, dialect.paths().template(), body);
  }

  private SendResult send(Downlink message, String template, byte[] body) {
    var url = url(template, "");
    var result =
        calls.call(
            _ ->
                authorised(url)
                    .header("Content-Type", XML)
                    .header("Address", message.to().e164())
                    .POST(BodyPublishers.ofByteArray(body)),
            MobileReplies::sent);
    if (result instanceof Answered(var id)) {
      var own = message.messageId();
      connection.ids().link(account.chatbotId(), own, id.isEmpty() ? own : id);
    }
    return SendResult.of(result, message.messageId());
  }

  @Override
  public SendResult revoke(String messageId, PhoneNumber from) {
    var paths = connection.dialect().paths();
    var id = connection.ids().operators(account.chatbotId(), messageId).orElse(messageId);
    var url = url(paths.revoke(), id);
    var body = OutboundXml.revoke(from);
    var result =
        calls.call(
            _ ->
                authorised(url)
                    .header("Content-Type", XML)
                    .header("Address", from.e164())
                    .method(paths.revokeMethod(), BodyPublishers.ofByteArray(body)),
            MobileReplies::done);
    return SendResult.of(result, messageId);
  }

  /**
   * The answer is a ticket: the address comes with the review's result. There are no temporary
   * files here, so {@code keep} says nothing.
   */
  @Override
  public CallResult<List<FileRef>> upload(Upload upload) {
    var body = new Multipart();
    var thumbnail = upload.thumbnail();
    if (thumbnail != null) {
      body.add("Thumbnail", thumbnail);
    }
    body.add("File", upload.file());
    var bytes = body.bytes();
    var size = upload.file().bytes().size();
    return calls.call(
        _ ->
            authorised(content())
                .header("Content-Type", body.contentType())
                .header("User-Agent", account.chatbotId())
                .POST(BodyPublishers.ofByteArray(bytes)),
        response ->
            switch (MobileReplies.done(response)) {
              case Answered<Boolean> _ ->
                  MobileReplies.ticket(response)
                      .<CallResult<List<FileRef>>>map(
                          tid -> new Answered<>(List.of(pending(tid, upload.file(), size))))
                      .orElseGet(() -> new Unknown<>("an answer without a ticket"));
              case Refused<Boolean>(var refusal) -> new Refused<>(refusal);
              case Unknown<Boolean>(var reason) -> new Unknown<>(reason);
            });
  }

  private static FileRef pending(String tid, Content file, int size) {
    return new FileRef(Role.FILE, URI.create("tid:" + tid), file.contentType(), size, null);
  }

  /** Our proof goes to the operator's file server and nowhere else. */
  @Override
  public CallResult<Download> download(URI url, long from) {
    if (!fileServer().getAuthority().equals(url.getAuthority())) {
      return new Refused<>(MobileCodes.refusal("404", "not on the operator's file server"));
    }
    return calls.call(
        _ -> {
          var request =
              authorised(url)
                  .header("Terminal-type", "Chatbot")
                  .header("User-Agent", "SP/" + account.chatbotId())
                  .header("X-3GPP-Intended-Identity", account.chatbotId())
                  .GET();
          return from > 0 ? request.header("Range", "bytes=" + from + "-") : request;
        },
        response ->
            response.statusCode() == 200 || response.statusCode() == 206
                ? new Answered<>(
                    new Download(
                        response.headers().firstValue("content-type").orElse(""),
                        Bytes.of(response.body())))
                : MobileReplies.refusedOrUnknown(response));
  }

  /** Deletes by the ticket of the upload ({@code tid:…}); an address alone is not enough. */
  @Override
  public CallResult<Boolean> delete(URI url) {
    if (!"tid".equals(url.getScheme())) {
      return new Refused<>(Refusal.unsupported("delete by address; give the upload's ticket"));
    }
    return calls.call(
        _ ->
            authorised(content())
                .header("tid", url.getSchemeSpecificPart())
                .header("User-Agent", account.chatbotId())
                .DELETE(),
        MobileReplies::done);
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

  private HttpRequest.Builder authorised(URI url) {
    var date = Calls.date(connection.clock());
    return HttpRequest.newBuilder(url)
        .header("Date", date)
        .header(
            "Authorization",
            MobileAuthorization.header(
                connection.dialect().credentials(), account.credentials(), date));
  }

  private URI url(String template, String messageId) {
    return MobilePaths.fill(
        account.serverRoot(),
        template,
        Map.of(
            "ver",
            connection.dialect().version(),
            "chatbotURI",
            account.chatbotId(),
            "messageId",
            messageId));
  }

  private URI fileServer() {
    var root = connection.dialect().fileServer();
    return root == null ? account.serverRoot() : root;
  }

  private URI content() {
    return MobilePaths.fill(fileServer(), connection.dialect().paths().content(), Map.of());
  }
}
