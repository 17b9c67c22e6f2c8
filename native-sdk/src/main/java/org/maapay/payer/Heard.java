package org.maapay.payer;

/** What a call brought: an answer, a refusal with its code, or silence. */
final class Heard {
  private enum Kind {
    ANSWER,
    REFUSAL,
    SILENCE
  }

  static final Heard SILENCE = new Heard(Kind.SILENCE, Json.EMPTY);

  private final Kind kind;
  private final Json json;

  private Heard(Kind kind, Json json) {
    this.kind = kind;
    this.json = json;
  }

  static Heard of(Wire.Answer answer) {
    try {
      var json = Json.read(answer.body());
      return new Heard(answer.status() == 200 ? Kind.ANSWER : Kind.REFUSAL, json);
    } catch (IllegalArgumentException notOurs) {
      // Whatever a broken network put in the way says nothing about the payment.
      return SILENCE;
    }
  }

  boolean isAnswer() {
    return kind == Kind.ANSWER;
  }

  boolean isSilence() {
    return kind == Kind.SILENCE || (kind == Kind.REFUSAL && code().isEmpty());
  }

  Json json() {
    return json;
  }

  /** Why it was refused. */
  String code() {
    return kind == Kind.REFUSAL ? json.text("code") : "";
  }
}
