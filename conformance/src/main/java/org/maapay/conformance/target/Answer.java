package org.maapay.conformance.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.maapay.conformance.wire.RawAnswer;
import org.maapay.conformance.wire.RawRequest;
import tools.jackson.databind.JsonNode;

/** An answer of the platform, with what was asked, for rules to judge. */
public record Answer(RawRequest request, RawAnswer raw) {
  public int status() {
    return raw.status();
  }

  public JsonNode json() {
    return raw.json();
  }

  /** A field's text; numbers as they are written. */
  public String text(String field) {
    var value = json().path(field);
    return value.isMissingNode() || value.isNull() ? "" : value.asString();
  }

  public boolean replayed() {
    return raw.header("Idempotency-Replayed").filter("true"::equals).isPresent();
  }

  /** Demands success. */
  public Answer ok() {
    assertThat(status()).as("status of %s", this).isEqualTo(200);
    return this;
  }

  /** Demands a problem with this status and code. */
  public Answer problem(int status, String code) {
    assertThat(status()).as("status, expecting %s, of %s", code, this).isEqualTo(status);
    assertThat(text("code")).as("code of %s", this).isEqualTo(code);
    return this;
  }

  /** The fields that the problem names. */
  public Set<String> errorFields() {
    return json()
        .path("errors")
        .valueStream()
        .map(error -> error.path("field").asString())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String toString() {
    var sent = new String(request.body(), java.nio.charset.StandardCharsets.UTF_8);
    return raw
        + " to "
        + request.method()
        + " "
        + request.target()
        + " "
        + (sent.length() > 600 ? sent.substring(0, 600) + "…" : sent);
  }
}
