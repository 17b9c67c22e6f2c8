package org.maapay.messaging;

import java.util.Optional;

/**
 * The ids that operators give to messages beside our own. Reports and revocations name the
 * operator's. In a cluster all nodes share one store.
 */
public interface MessageIds {
  /** Remembers both for as long as reports may come. */
  void link(String chatbotId, String own, String operators);

  Optional<String> own(String chatbotId, String operators);

  Optional<String> operators(String chatbotId, String own);
}
