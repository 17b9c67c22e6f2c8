package org.maapay.simulator.operator;

import java.sql.SQLException;
import java.util.Optional;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The port of an operator: what chatbots call. */
public interface Northbound extends AutoCloseable {
  Reply handle(Request request) throws SQLException;

  /** True for requests of handsets and the like, which the wire log leaves out. */
  default boolean unrecorded(Request request) {
    return request.path().startsWith("/media/");
  }

  /** The chatbot that calls, as far as the request names it. */
  Optional<RegisteredChatbot> caller(Request request);

  /** What the chatbot says of itself. */
  default String description(String chatbotId) {
    return "";
  }

  /** {@code {"entries":[…]}}, empty if it has no menu. */
  default ObjectNode menu(String chatbotId) {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Ends every token now. */
  void expireTokens();

  @Override
  void close();
}
