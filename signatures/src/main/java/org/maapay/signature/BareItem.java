package org.maapay.signature;

import java.math.BigDecimal;
import java.util.Base64;

/** A bare item of RFC 8941: the values that structured fields are made of. */
sealed interface BareItem {
  /** Appends the canonical form (RFC 8941 section 4.1). */
  void appendTo(StringBuilder out);

  record IntegerItem(long value) implements BareItem {
    @Override
    public void appendTo(StringBuilder out) {
      out.append(value);
    }
  }

  record DecimalItem(BigDecimal value) implements BareItem {
    @Override
    public void appendTo(StringBuilder out) {
      var shortest = value.stripTrailingZeros();
      out.append(shortest.setScale(Math.max(1, shortest.scale())).toPlainString());
    }
  }

  record StringItem(String value) implements BareItem {
    @Override
    public void appendTo(StringBuilder out) {
      out.append('"');
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '"' || c == '\\') {
          out.append('\\');
        }
        out.append(c);
      }
      out.append('"');
    }
  }

  record TokenItem(String value) implements BareItem {
    @Override
    public void appendTo(StringBuilder out) {
      out.append(value);
    }
  }

  record BooleanItem(boolean value) implements BareItem {
    static final BooleanItem TRUE = new BooleanItem(true);

    @Override
    public void appendTo(StringBuilder out) {
      out.append(value ? "?1" : "?0");
    }
  }

  /** Octets, kept as their base64 text; the parser has checked that it is canonical. */
  record BytesItem(String base64) implements BareItem {
    byte[] octets() {
      return Base64.getDecoder().decode(base64);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append(':').append(base64).append(':');
    }
  }
}
