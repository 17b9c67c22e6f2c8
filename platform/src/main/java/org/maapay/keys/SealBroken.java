package org.maapay.keys;

/**
 * Sealed data that do not open: changed, moved to another place, or their key was destroyed. The
 * message names no data.
 */
public final class SealBroken extends RuntimeException {
  public SealBroken(String what) {
    super(what);
  }
}
