package org.maapay.edge.merchant;

import java.time.InstantSource;
import org.maapay.edge.http.json.Json;
import org.maapay.mandate.Limits;
import org.maapay.mandate.Mandate;
import org.maapay.mode.SigningLinks;

/** Mandates as merchants are shown them. */
final class MandateAnswers {
  private final SigningLinks links;
  private final InstantSource clock;

  MandateAnswers(SigningLinks links, InstantSource clock) {
    this.links = links;
    this.clock = clock;
  }

  /** The mandate as it stands; with the user's link while he can sign. */
  Json.Obj of(Mandate mandate) {
    var wish = mandate.wish();
    var status = mandate.statusAt(clock.instant());
    var answer =
        Json.members()
            .put("mandateNo", mandate.no().value())
            .put("merchantId", wish.merchant().value())
            .put("merchantMandateNo", wish.merchantMandateNo())
            .put("merchantName", wish.merchantName())
            .put("mobileNo", wish.mobile().digits())
            .put("limitPerPayment", wish.limits().perPayment())
            .put("limitPerDay", wish.limits().perDay())
            .put("mandateStatus", status)
            .put("expiresAt", mandate.expiresAt().toString());
    if (status.equals("PENDING")) {
      answer.put("signUrl", links.of(mandate));
    }
    if (mandate.signedAt() != null) {
      answer.put("signedAt", mandate.signedAt().toString());
    }
    mandate.endedAt().ifPresent(at -> answer.put("endedAt", at.toString()));
    mandate.endedBy().ifPresent(by -> answer.put("endedBy", by.name()));
    if (wish.ext() != null) {
      answer.put("ext", StoredJson.read(wish.ext()));
    }
    return answer.build();
  }

  static Json.Obj limits(Limits limits) {
    return Json.members()
        .put("limitPerPayment", limits.perPayment())
        .put("limitPerDay", limits.perDay())
        .build();
  }
}
