package org.maapay.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.maapay.signature.BareItem.IntegerItem;
import org.maapay.signature.BareItem.StringItem;
import org.maapay.signature.Member.InnerList;
import org.maapay.signature.Member.Item;
import org.maapay.signature.Member.Parameter;

/** What one signature covers and with which parameters: a member of {@code Signature-Input}. */
record SignatureInput(List<Item> items, List<Parameter> parameters) {

  static SignatureInput of(Member member) throws MalformedField {
    if (member instanceof InnerList list) {
      return new SignatureInput(list.items(), list.parameters());
    }
    throw new MalformedField("a signature input is an inner list");
  }

  /** Reads the covered components. */
  List<Component> components() throws MalformedField {
    List<Component> components = new ArrayList<>(items.size());
    for (var item : items) {
      var component = Component.of(item);
      if (contains(components, component.identifier())) {
        throw new MalformedField("component given twice");
      }
      components.add(component);
    }
    return components;
  }

  /** Lists of components are short: looking along them is quicker than hashing. */
  static boolean contains(List<Component> components, String identifier) {
    for (var component : components) {
      if (component.identifier().equals(identifier)) {
        return true;
      }
    }
    return false;
  }

  Optional<String> text(String parameter) {
    for (var given : parameters) {
      if (given.name().equals(parameter) && given.value() instanceof StringItem string) {
        return Optional.of(string.value());
      }
    }
    return Optional.empty();
  }

  OptionalLong integer(String parameter) {
    for (var given : parameters) {
      if (given.name().equals(parameter) && given.value() instanceof IntegerItem integer) {
        return OptionalLong.of(integer.value());
      }
    }
    return OptionalLong.empty();
  }

  /** The canonical text: the value of {@code @signature-params}. */
  String serialized() {
    var text = new StringBuilder(256);
    new InnerList(items, parameters).appendTo(text);
    return text.toString();
  }
}
