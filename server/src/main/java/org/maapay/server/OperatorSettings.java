package org.maapay.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maapay.chatbot.ReplyLimits;
import org.maapay.messaging.lookup.HttpNumberSource.Form;
import org.maapay.messaging.sms.SmsCentre.NumberForm;
import org.maapay.server.ServerSettings.TlsSettings;

/**
 * The payment chatbot at the operators, under {@code maapay.operators}.
 *
 * @param port the listener that operators call
 * @param tls its certificate, where it is not that of the other listeners
 * @param lookup who serves a number; absent: operators that can say, and what users' messages prove
 * @param chatbots its account at each of them
 * @param sms the centre for users whom no chatbot reaches; absent: operators that send SMS
 *     themselves do, and nobody for the others
 * @param replies how much anybody who writes is answered; 30 a minute and 300 a day, if absent
 */
public record OperatorSettings(
    int port,
    @Nullable TlsSettings tls,
    @Nullable LookupSettings lookup,
    List<ChatbotSettings> chatbots,
    @Nullable SmsSettings sms,
    @Nullable ReplySettings replies) {
  /** How much one person is answered. */
  ReplyLimits replyLimits() {
    return replies == null
        ? ReplyLimits.STANDARD
        : new ReplyLimits(replies.perMinute(), replies.perDay());
  }

  /** How many answers one person gets in a minute, and in a day of Asia/Shanghai. */
  public record ReplySettings(int perMinute, int perDay) {}

  /**
   * A short message service centre that speaks SMPP 3.4.
   *
   * @param systemType what the centre calls our kind of system; mostly absent
   * @param tls whether the connection is encrypted
   * @param privateLine declared where it is not, and the line to the centre is private by itself
   * @param source what users see as the sender
   * @param sourceTon the kind of that number, as the centre wants it; found from its form if absent
   * @param sourceNpi the plan of that number
   * @param gsmAlphabet whether the centre's default alphabet is that of GSM; otherwise all goes in
   *     UCS-2
   * @param numbers how users' numbers are written; INTERNATIONAL, if absent
   * @param receipts whether deliveries are reported; they are, if absent
   * @param perSecond how many short messages the centre takes in a second
   * @param window how many may wait for their answer at once; 10, if absent
   * @param answer how long an answer may take; 10 s, if absent
   * @param ownCertificate what we show where the centre asks for one
   * @param serverAuthoritiesFile who signs its certificate, where that is no public authority
   */
  public record SmsSettings(
      String host,
      int port,
      String systemId,
      String password,
      @Nullable String systemType,
      boolean tls,
      @Nullable Boolean privateLine,
      String source,
      @Nullable Integer sourceTon,
      @Nullable Integer sourceNpi,
      @Nullable Boolean gsmAlphabet,
      @Nullable NumberForm numbers,
      @Nullable Boolean receipts,
      int perSecond,
      @Nullable Integer window,
      @Nullable Duration answer,
      @Nullable TlsSettings ownCertificate,
      @Nullable String serverAuthoritiesFile) {
    @Override
    public String toString() {
      return "SmsSettings[" + host + ":" + port + "]";
    }
  }

  /**
   * The payment chatbot's account at one operator.
   *
   * @param operator its short name: unicom, telecom, mobile, gsma or rbm
   * @param serverRoot where its interface is, without {@code /bot}
   * @param callbackNetworks the addresses it calls from; empty admits any
   * @param callbackCertificates the client certificates it calls with; absent: it shows none
   * @param ownCertificate what we show where its interface asks for one
   * @param serverAuthoritiesFile who signs the certificate of its interface, where that is no
   *     public authority
   */
  public record ChatbotSettings(
      String chatbotId,
      String operator,
      String serverRoot,
      String appId,
      String appKey,
      String callbackToken,
      @Nullable List<String> callbackNetworks,
      @Nullable CallbackCertificates callbackCertificates,
      @Nullable TlsSettings ownCertificate,
      @Nullable String serverAuthoritiesFile) {
    @Override
    public String toString() {
      return "ChatbotSettings[" + chatbotId + "]";
    }
  }

  /**
   * How one operator's certificates are known.
   *
   * @param authoritiesFile PEM of who signs them
   * @param fingerprints SHA-256 of single ones; absent for any with one of the names
   * @param names subjects or DNS names; absent for any with one of the fingerprints
   * @param revocationsFile PEM of the authorities' revocation lists; absent: none is read
   */
  public record CallbackCertificates(
      String authoritiesFile,
      @Nullable List<String> fingerprints,
      @Nullable List<String> names,
      @Nullable String revocationsFile) {}

  /**
   * A service that knows who serves a number.
   *
   * @param token goes along as a bearer token; absent for none
   * @param field the name of the number in the request
   * @param form how the number is written
   * @param answer JSON pointer to the operator in the answer
   * @param operators our operators by the service's words
   * @param timeout for one look-up
   * @param remembered how long an answer is used without asking again; a day, if absent
   * @param ownCertificate what we show where the service asks for one
   * @param serverAuthoritiesFile who signs its certificate, where that is no public authority
   */
  public record LookupSettings(
      String url,
      @Nullable String token,
      String field,
      Form form,
      String answer,
      Map<String, String> operators,
      Duration timeout,
      @Nullable Duration remembered,
      @Nullable TlsSettings ownCertificate,
      @Nullable String serverAuthoritiesFile) {
    @Override
    public String toString() {
      return "LookupSettings[" + url + "]";
    }
  }
}
