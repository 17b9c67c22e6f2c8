package org.maapay.device;

/** How registering a device ended. */
public sealed interface Enrolling {
  record Enrolled(DeviceKey key) implements Enrolling {}

  /** The leave to register is used, too old, or another session's. */
  record LeaveGone() implements Enrolling {}

  /** The key is of another kind, or the device did not show that it has the private half. */
  record KeyRefused() implements Enrolling {}
}
