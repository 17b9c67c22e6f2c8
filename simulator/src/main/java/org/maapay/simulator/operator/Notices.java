package org.maapay.simulator.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.PhoneNumber;
import tools.jackson.databind.node.ArrayNode;

/** Tells chatbots what happened, in the words of the operator's interface. */
public interface Notices {
  Told NOBODY = _ -> {};

  /**
   * How far a message came: {@code sent}, {@code delivered}, {@code displayed}, {@code
   * deliveredToNetwork}, {@code failed}, {@code revokeOk} or {@code revokeFail}.
   *
   * @param errorCode 0 unless it failed: 1 no such terminal, 2 none for 5G messages, 4 offline
   */
  void status(RegisteredChatbot chatbot, Outgoing message, String status, int errorCode);

  /** A message from a user. */
  record Uplink(
      String messageId,
      PhoneNumber from,
      Dialogue dialogue,
      @Nullable String inReplyTo,
      ArrayNode messageList) {}

  void message(RegisteredChatbot chatbot, Uplink uplink, Told told);

  /** A user's complaint, where the interface has one; others keep it to themselves. */
  default void complaint(
      RegisteredChatbot chatbot, List<String> messageIds, String type, String text) {}

  /** A user wants no more messages, or wants them again, where the interface tells. */
  default void subscription(RegisteredChatbot chatbot, PhoneNumber user, boolean wanted) {}

  /** The operator looked at the chatbot itself, where the interface tells (4-operator-b). */
  default void launch(RegisteredChatbot chatbot, String state) {}
}
