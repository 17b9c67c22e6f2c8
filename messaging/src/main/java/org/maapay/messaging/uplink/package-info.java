/**
 * What operators call us with: who may call, what is genuine, what happened, and that it has its
 * effect once. The families' parsers read it.
 */
@NullMarked
package org.maapay.messaging.uplink;

import org.jspecify.annotations.NullMarked;
