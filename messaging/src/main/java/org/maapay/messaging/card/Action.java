package org.maapay.messaging.card;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the handset does when a user taps a suggested action; one record per GSMA action. */
public sealed interface Action {
  /** Opens a page. The handset need not report the tap: never wait for one. */
  record OpenUrl(
      URI url, Application application, @Nullable ViewMode viewMode, @Nullable String parameters)
      implements Action {}

  record DialPhoneNumber(String phoneNumber, @Nullable URI fallbackUrl) implements Action {}

  record DialEnrichedCall(String phoneNumber, @Nullable String subject, @Nullable URI fallbackUrl)
      implements Action {}

  record DialVideoCall(String phoneNumber, @Nullable URI fallbackUrl) implements Action {}

  record ShowLocation(Spot spot, @Nullable URI fallbackUrl) implements Action {}

  record RequestLocationPush() implements Action {}

  record CreateCalendarEvent(CalendarEvent event, @Nullable URI fallbackUrl) implements Action {}

  record ComposeTextMessage(String phoneNumber, String text) implements Action {}

  record ComposeRecordingMessage(String phoneNumber, Recording type) implements Action {}

  record RequestDeviceSpecifics() implements Action {}

  record DisableAnonymization() implements Action {}

  record EnableDisplayedNotifications() implements Action {}

  /** A page in the handset's own webview, which covers half of the screen. */
  static OpenUrl webview(URI url) {
    return new OpenUrl(url, Application.WEBVIEW, ViewMode.HALF, null);
  }

  /** A page in the browser app. */
  static OpenUrl browser(URI url) {
    return new OpenUrl(url, Application.BROWSER, null, null);
  }

  /** The app that opens a page; the wire has lower case. */
  enum Application {
    BROWSER,
    WEBVIEW
  }

  /** How much of the screen a webview covers; the wire has lower case. */
  enum ViewMode {
    FULL,
    HALF,
    TALL
  }

  /** What a user is asked to record. */
  enum Recording {
    AUDIO,
    VIDEO
  }

  /** A place on a map. */
  sealed interface Spot {
    record Point(double latitude, double longitude, @Nullable String label) implements Spot {}

    record Query(String query, @Nullable String label) implements Spot {}
  }

  /** An entry offered for the user's calendar. */
  record CalendarEvent(Instant start, Instant end, String title, @Nullable String description) {}
}
