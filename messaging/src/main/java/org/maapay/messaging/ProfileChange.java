package org.maapay.messaging;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes to a chatbot's profile; fields that are not named stay as they are.
 *
 * @param fields the operators' own names and the new values
 */
public record ProfileChange(Map<String, String> fields) {
  public ProfileChange {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  public static ProfileChange nothing() {
    return new ProfileChange(Map.of());
  }

  /** What the chatbot is for, at most 500 characters. */
  public ProfileChange description(String text) {
    return with("serviceDescription", text);
  }

  public ProfileChange provider(String name) {
    return with("provider", name);
  }

  public ProfileChange callBackNumber(String number) {
    return with("callBackNumber", number);
  }

  /** As {@code #RRGGBB}. */
  public ProfileChange themeColour(String rgb) {
    return with("themeColour", rgb);
  }

  public ProfileChange website(URI url) {
    return with("serviceWebsite", url.toString());
  }

  public ProfileChange address(String address) {
    return with("address", address);
  }

  /** The signature under messages that became SMS. */
  public ProfileChange autograph(String signature) {
    return with("autograph", signature);
  }

  public ProfileChange with(String field, String value) {
    var more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new ProfileChange(more);
  }
}
