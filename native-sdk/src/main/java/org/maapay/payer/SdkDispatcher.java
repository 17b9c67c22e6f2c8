package org.maapay.payer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Raises the SDK of the institution that a card's action names (5.1.3-5). */
public final class SdkDispatcher {
  private final Map<String, PaySdk> byOrigin = new HashMap<>();

  /**
   * Knows the SDKs that the messaging client carries.
   *
   * @throws IllegalArgumentException if two claim the same cashier
   */
  public SdkDispatcher(List<PaySdk> sdks) {
    for (var sdk : sdks) {
      if (byOrigin.put(sdk.institution().cashierOrigin(), sdk) != null) {
        throw new IllegalArgumentException("two SDKs for one cashier");
      }
    }
  }

  /**
   * Raises the SDK that {@code url} is for.
   *
   * @return whether one was raised; if not, the client opens {@code url} in its web view
   */
  public boolean raise(String url, PayCallback callback) {
    var action = ActionUrl.parse(url);
    var sdk = action.map(ActionUrl::origin).map(byOrigin::get);
    sdk.ifPresent(raised -> raised.pay(action.orElseThrow().sdkToken(), callback));
    return sdk.isPresent();
  }
}
