package org.maapay.server.demo;

import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.log.Interaction;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.edge.http.log.InteractionQuery;

/** The interaction log as tools read it: masked as it is stored. */
final class Interactions {
  private static final int MOST = 200;

  private Interactions() {}

  static Json.Obj newest(InteractionLog log) {
    log.flush();
    var rows =
        log.find(InteractionQuery.since(null, MOST)).stream().map(Interactions::row).toList();
    return Json.members().put("interactions", Json.of(rows)).build();
  }

  private static Json.Obj row(Interaction call) {
    return Json.members()
        .put("at", call.at().toString())
        .put("incident", call.incident())
        .put("listener", call.what().listener())
        .put("method", call.what().method())
        .put("path", call.what().path())
        .putIfPresent("subject", call.what().subject())
        .putIfPresent("caller", call.from().caller())
        .putIfPresent("keyId", call.from().keyId())
        .put("address", call.from().address())
        .put("status", (long) call.ended().status())
        .putIfPresent("code", call.ended().code())
        .put("micros", call.ended().micros())
        .put("parameters", call.what().parameters())
        .build();
  }
}
