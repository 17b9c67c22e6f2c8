package org.maapay.server.web;

import java.util.Map;

/** Every site by its port. */
public record Sites(Map<Integer, Site> byPort) {
  public Sites {
    byPort = Map.copyOf(byPort);
  }
}
