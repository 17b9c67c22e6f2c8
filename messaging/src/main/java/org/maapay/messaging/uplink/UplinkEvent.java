package org.maapay.messaging.uplink;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.card.Answer.DeviceShared;

/**
 * Something that an operator told a chatbot. The operators sign who speaks, not what is said: an
 * event may begin a dialogue, never move money by itself.
 */
public sealed interface UplinkEvent {
  String chatbotId();

  /** The same for every copy of this event; claim it once where it has its effect. */
  String key();

  /** Something that a user sent. */
  sealed interface FromUser extends UplinkEvent {
    Envelope envelope();

    @Override
    default String chatbotId() {
      return envelope().chatbotId();
    }

    @Override
    default String key() {
      return "message:" + envelope().chatbotId() + ":" + envelope().messageId();
    }
  }

  /** Who sent what, when and in which dialogue. */
  record Envelope(
      String messageId, String chatbotId, PhoneNumber user, Dialogue dialogue, Instant at) {}

  record TextReceived(Envelope envelope, String text) implements FromUser {}

  record ReplyTapped(Envelope envelope, String displayText, @Nullable String postback)
      implements FromUser {}

  /** An action was tapped; not every handset tells, so nothing may wait for it. */
  record ActionTapped(Envelope envelope, String displayText, @Nullable String postback)
      implements FromUser {}

  record LocationReceived(
      Envelope envelope, double latitude, double longitude, @Nullable String label)
      implements FromUser {}

  record DataShared(Envelope envelope, DeviceShared device) implements FromUser {}

  record FilesReceived(Envelope envelope, List<FileRef> files) implements FromUser {}

  /** Content of a kind that is not known here. */
  record OtherReceived(Envelope envelope, String contentType) implements FromUser {}

  /** How far one of our messages came. */
  record DeliveryReported(
      String chatbotId, String messageId, PhoneNumber user, DeliveryState state, Instant at)
      implements UplinkEvent {
    @Override
    public String key() {
      return "report:"
          + chatbotId
          + ":"
          + messageId
          + ":"
          + user.value()
          + ":"
          + state.storedName();
    }
  }

  /** A user wants no more messages from the chatbot, or wants them again. */
  record SubscriptionChanged(
      String chatbotId, PhoneNumber user, boolean wanted, String noticeId, Instant at)
      implements UplinkEvent {
    @Override
    public String key() {
      return "subscription:" + chatbotId + ":" + noticeId;
    }
  }

  /**
   * A user complained of the chatbot. Most operators name messages, some the user: the host finds
   * the one by the other.
   */
  record SpamReported(String chatbotId, List<String> messageIds, Complaint complaint, Instant at)
      implements UplinkEvent {
    public SpamReported {
      messageIds = List.copyOf(messageIds);
    }

    @Override
    public String key() {
      return "spam:" + chatbotId + ":" + complaint.noticeId();
    }
  }

  /** What a user complained of; {@code user} is null where the operator does not name him. */
  record Complaint(
      String noticeId, @Nullable PhoneNumber user, @Nullable String type, @Nullable String text) {}

  /** The operator looks, or looked, at a profile, a file, a message or a provider. */
  record Reviewed(String chatbotId, Review review, Instant at) implements UplinkEvent {
    @Override
    public String key() {
      return "review:" + chatbotId + ":" + review.noticeId();
    }
  }

  /**
   * A review.
   *
   * @param name as the operator names the subject: {@code media}, or the ticket of an upload
   * @param files the files as they may be used now, where the operator tells
   */
  record Review(
      String noticeId,
      Subject subject,
      String name,
      ReviewState state,
      List<FileRef> files,
      @Nullable String description,
      @Nullable String remark) {
    public Review {
      files = List.copyOf(files);
    }
  }

  /** What operators look at before users may see it. */
  enum Subject {
    CHATBOT,
    MEDIA,
    MESSAGE,
    /** The provider behind the chatbot (4-operator-b). */
    PROVIDER,
    OTHER
  }

  /** How far a review came. */
  enum ReviewState {
    PENDING,
    PASSED,
    REFUSED,
    /** Passed before, and taken back. */
    SUSPENDED
  }

  /** The operator changed what it holds about the chatbot; ask for the profile. */
  record ProfileChanged(String chatbotId, String noticeId, Instant at) implements UplinkEvent {
    @Override
    public String key() {
      return "profile:" + chatbotId + ":" + noticeId;
    }
  }

  /** The operator checked that the callback address is ours. */
  record UrlChecked(String chatbotId, String noticeId, Instant at) implements UplinkEvent {
    @Override
    public String key() {
      return "url-check:" + chatbotId + ":" + noticeId;
    }
  }
}
