package org.maapay.messaging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The ids that one process saw; the oldest go first. */
public final class InMemoryIds implements MessageIds {
  private static final int MOST = 200_000;

  private final Map<String, String> owns = new Bounded();
  private final Map<String, String> operators = new Bounded();

  @Override
  public synchronized void link(String chatbotId, String own, String operatorsId) {
    owns.put(chatbotId + " " + operatorsId, own);
    operators.put(chatbotId + " " + own, operatorsId);
  }

  @Override
  public synchronized Optional<String> own(String chatbotId, String operatorsId) {
    return Optional.ofNullable(owns.get(chatbotId + " " + operatorsId));
  }

  @Override
  public synchronized Optional<String> operators(String chatbotId, String own) {
    return Optional.ofNullable(operators.get(chatbotId + " " + own));
  }

  private static final class Bounded extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > MOST;
    }
  }
}
