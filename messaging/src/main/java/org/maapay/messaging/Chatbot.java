package org.maapay.messaging;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.card.Menu;

/**
 * A chatbot at one operator. Calls block, which is meant for virtual threads; any number may run at
 * once. None throws for what an operator does or fails to do.
 */
public interface Chatbot {
  ChatbotAccount account();

  /**
   * Sends a message that obeys {@link DownlinkRules}. Refusals that pass are tried again here, for
   * a few seconds at most.
   */
  SendResult send(Downlink message);

  /** Whether a user's handset takes 5G messages, where the operator can say. */
  default CallResult<Capability> capability(PhoneNumber user) {
    return new CallResult.Refused<>(Refusal.unsupported("capability"));
  }

  /**
   * Asks for a message back. Only one that was not delivered can come back; whether it did comes as
   * a report.
   */
  SendResult revoke(String messageId, PhoneNumber from);

  /** Stores a file at the operator; a permanent one is usable only after a review. */
  CallResult<List<FileRef>> upload(Upload upload);

  /** Fetches a file, or from byte {@code from} on where a fetch broke off. */
  CallResult<Download> download(URI url, long from);

  CallResult<Boolean> delete(URI url);

  /** Replaces the menu; it is seen by users after a review. */
  SendResult changeMenu(Menu menu);

  /** Changes what users see of the chatbot, after a review. */
  SendResult changeProfile(ProfileChange change);

  /** What the operator holds about the chatbot. */
  CallResult<Profile> profile();

  /** What a handset takes. */
  enum Capability {
    /** 5G messages. */
    RICH,
    /** SMS alone. */
    SMS_ONLY
  }

  /** A file to store. */
  record Upload(Keep keep, Content file, @Nullable Content thumbnail) {
    public static Upload temporary(Content file) {
      return new Upload(Keep.TEMPORARY, file, null);
    }
  }

  /** How long the operator keeps a file: some days, or until it is deleted. */
  enum Keep {
    TEMPORARY,
    PERMANENT
  }

  /** The bytes of a file under a name. */
  record Content(String fileName, String contentType, Bytes bytes) {
    public static Content of(String fileName, String contentType, byte[] bytes) {
      return new Content(fileName, contentType, Bytes.of(bytes));
    }
  }

  /** A fetched file. */
  record Download(String contentType, Bytes bytes) {}
}
