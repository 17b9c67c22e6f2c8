/** Callbacks to merchants (C.3): stored bytes, retry schedule, every attempt kept. */
@NullMarked
package org.maapay.notification;

import org.jspecify.annotations.NullMarked;
