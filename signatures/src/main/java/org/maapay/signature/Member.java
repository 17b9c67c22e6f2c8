package org.maapay.signature;

import java.util.List;

/** What stands under a key of a dictionary (RFC 8941): an item or an inner list. */
sealed interface Member {
  List<Parameter> parameters();

  void appendTo(StringBuilder out);

  record Parameter(String name, BareItem value) {
    void appendTo(StringBuilder out) {
      out.append(';').append(name);
      if (!(value instanceof BareItem.BooleanItem flag && flag.value())) {
        out.append('=');
        value.appendTo(out);
      }
    }
  }

  record Item(BareItem value, List<Parameter> parameters) implements Member {
    @Override
    public void appendTo(StringBuilder out) {
      value.appendTo(out);
      parameters.forEach(parameter -> parameter.appendTo(out));
    }
  }

  record InnerList(List<Item> items, List<Parameter> parameters) implements Member {
    @Override
    public void appendTo(StringBuilder out) {
      out.append('(');
      for (int i = 0; i < items.size(); i++) {
        if (i > 0) {
          out.append(' ');
        }
        items.get(i).appendTo(out);
      }
      out.append(')');
      parameters.forEach(parameter -> parameter.appendTo(out));
    }
  }
}
