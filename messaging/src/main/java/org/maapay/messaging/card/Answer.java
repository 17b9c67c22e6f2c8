package org.maapay.messaging.card;

import org.jspecify.annotations.Nullable;

/** What a handset sends when its user taps a suggestion or shares data. */
public sealed interface Answer {
  /** A suggested reply was tapped. */
  record ReplyTapped(String displayText, @Nullable String postback) implements Answer {}

  /** A suggested action was tapped; not every handset reports it. */
  record ActionTapped(String displayText, @Nullable String postback) implements Answer {}

  /** The user shared what device it is; every field may be missing, none is limited in length. */
  record DeviceShared(
      @Nullable String deviceModel,
      @Nullable String platformVersion,
      @Nullable String clientVendor,
      @Nullable String clientVersion,
      @Nullable Integer batteryRemainingMinutes)
      implements Answer {}
}
