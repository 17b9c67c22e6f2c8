package org.maapay.aggregate;

import java.util.List;
import org.maapay.institution.Way;

/**
 * An institution that the payer of an order can choose.
 *
 * @param name as payers read it
 * @param ways how it can reach him, the usual one first
 */
public record Offer(String code, String name, List<Way> ways) {
  public Offer {
    ways = List.copyOf(ways);
  }
}
