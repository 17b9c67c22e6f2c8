package org.maapay.edge.http;

import java.util.Map;
import java.util.Optional;
import org.maapay.edge.http.json.Json;

/**
 * A request that passed the checks.
 *
 * @param parameters path parameters by name, as received
 * @param json the parsed body of a POST; an empty object otherwise
 * @param incident the number under which this call stands in the interaction log
 */
public record Call(
    Request request,
    Map<String, String> parameters,
    Caller caller,
    Json.Obj json,
    String incident) {
  /** The party that signed. Only for routes that demand a signature. */
  public Caller.Party party() {
    if (caller instanceof Caller.Party party) {
      return party;
    }
    throw new IllegalStateException("this route does not demand a signature");
  }

  /** A path parameter of the route's pattern. */
  public String parameter(String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  /** The token of {@code Authorization: Bearer}. */
  public Optional<String> bearer() {
    return request
        .headers()
        .only("authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).strip());
  }

  @Override
  public String toString() {
    return request + " " + incident;
  }
}
