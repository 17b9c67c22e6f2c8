package org.maapay.signature;

/** A header field that is not what RFC 8941 allows, or a component that cannot be had. */
final class MalformedField extends Exception {
  MalformedField(String why) {
    super(why, null, false, false);
  }
}
