package org.maapay.edge.mandate;

import java.time.Instant;
import org.maapay.authorization.Authorization;
import org.maapay.authorization.Leave;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Json;
import org.maapay.kernel.UserId;

/** What the page is told when the password did not give consent. */
final class Withholdings {
  private Withholdings() {}

  static Reply of(Leave why, UserId user, Authorization authorization) {
    return switch (why) {
      case Leave.PasswordWrong(var left) when left > 0 ->
          Answer.ok(declined("WRONG_PASSWORD").put("triesLeft", (long) left).build());
      case Leave.PasswordWrong _ -> locked(authorization.lockedUntil(user));
      case Leave.Locked(var until) -> locked(until);
      case Leave.Busy _ -> Answer.ok(declined("PASSWORD_BUSY").build());
      case Leave.PasswordNotSet _ -> Answer.ok(declined("PASSWORD_NOT_SET").build());
      case Leave.KeypadRefused(var reason) ->
          Answer.ok(declined("KEYPAD_" + reason.name()).build());
      case Leave.Given _, Leave.DeviceRefused _ ->
          throw new IllegalArgumentException("consent is given by a password alone");
    };
  }

  private static Reply locked(Instant until) {
    return Answer.ok(
        declined("PASSWORD_LOCKED")
            .put("triesLeft", 0L)
            .put("lockedUntil", until.toString())
            .build());
  }

  static Json.Members declined(String reason) {
    return Json.members().put("outcome", "DECLINED").put("reason", reason);
  }
}
