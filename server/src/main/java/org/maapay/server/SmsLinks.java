package org.maapay.server;

import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.sms.SmsCentre;
import org.maapay.messaging.sms.SmsCentre.DefaultAlphabet;
import org.maapay.messaging.sms.SmsCentre.Limits;
import org.maapay.messaging.sms.SmsCentre.Login;
import org.maapay.messaging.sms.SmsCentre.NumberForm;
import org.maapay.messaging.sms.SmsCentre.Source;
import org.maapay.server.OperatorSettings.SmsSettings;

/** Settings of the SMS centre, judged and turned into what speaks to it. */
final class SmsLinks {
  private static final int ALPHANUMERIC = 5;
  private static final int INTERNATIONAL = 1;
  private static final int ISDN = 1;
  private static final int ROOM_FOR_ID = 15;
  private static final int ROOM_FOR_PASSWORD = 8;

  private SmsLinks() {}

  /** What is not safe or possible to run, with the remedy; empty if all is well. */
  static List<String> faults(@Nullable SmsSettings sms) {
    var faults = new ArrayList<String>();
    if (sms == null) {
      return faults;
    }
    if (!sms.tls() && !Boolean.TRUE.equals(sms.privateLine())) {
      faults.add(
          "maapay.operators.sms: switch tls on, or declare a private-line if the connection is"
              + " protected by other means");
    }
    if (sms.systemId().length() > ROOM_FOR_ID || sms.password().length() > ROOM_FOR_PASSWORD) {
      faults.add("maapay.operators.sms: SMPP has room for 15 signs of system-id, 8 of password");
    }
    if (!sms.source().matches("\\+?[0-9]{3,20}|[A-Za-z0-9 ]{1,11}")) {
      faults.add("maapay.operators.sms.source: a number, or up to 11 letters");
    }
    if (sms.perSecond() < 1 || (sms.window() != null && sms.window() < 1)) {
      faults.add("maapay.operators.sms: per-second and window are at least 1");
    }
    return faults;
  }

  static SmsCentre centre(SmsSettings sms, InstantSource clock) {
    var limits =
        new Limits(
            sms.perSecond(),
            or(sms.window(), Limits.STANDARD.window()),
            or(sms.answer(), Limits.STANDARD.answer()),
            Limits.STANDARD.idle());
    return new SmsCentre(
        sms.host(),
        sms.port(),
        new Login(sms.systemId(), sms.password(), or(sms.systemType(), "")),
        sms.tls() ? sockets(sms, clock) : null,
        source(sms),
        or(sms.gsmAlphabet(), false) ? DefaultAlphabet.GSM7 : DefaultAlphabet.OTHER,
        or(sms.numbers(), NumberForm.INTERNATIONAL),
        or(sms.receipts(), true),
        limits);
  }

  private static Source source(SmsSettings sms) {
    var address = sms.source();
    boolean letters = !address.matches("\\+?[0-9]+");
    boolean plus = address.startsWith("+");
    return new Source(
        plus ? address.substring(1) : address,
        or(sms.sourceTon(), letters ? ALPHANUMERIC : plus ? INTERNATIONAL : 0),
        or(sms.sourceNpi(), letters ? 0 : ISDN));
  }

  private static SSLContext sockets(SmsSettings sms, InstantSource clock) {
    return OperatorLinks.sockets(sms.ownCertificate(), sms.serverAuthoritiesFile(), clock)
        .orElseGet(SmsLinks::publicAuthorities);
  }

  private static SSLContext publicAuthorities() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no TLS", e);
    }
  }

  private static <T> T or(@Nullable T given, T standard) {
    return given == null ? standard : given;
  }
}
