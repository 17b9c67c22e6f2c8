package org.maapay.messaging;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /** A user complained of the chatbot, perhaps naming messages. */
  record SpamReported(String chatbotId, List<String> messageIds, Complaint complaint, Instant at)
      implements UplinkEvent {
    @Override
    public String key() {
      return "spam:" + chatbotId + ":" + complaint.noticeId();
    }
  }

  /** What a user complained of. */
  record Complaint(String noticeId, @Nullable String type, @Nullable String text) {}

  /** The operator looked at a profile, a file or a message. */
  record ReviewEnded(String chatbotId, Review review, Instant at) implements UplinkEvent {
    @Override
    public String key() {
      return "review:" + chatbotId + ":" + review.noticeId();
    }
  }

  /** The outcome of a review: subject as the operator names it, such as {@code media}. */
  record Review(
      String noticeId,
      String subject,
      boolean passed,
      @Nullable String description,
      @Nullable String remark) {}

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
