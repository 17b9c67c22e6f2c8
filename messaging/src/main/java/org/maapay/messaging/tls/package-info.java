/** Certificates: whom an operator may prove to be, and whom we prove to be toward it. */
@NullMarked
package org.maapay.messaging.tls;

import org.jspecify.annotations.NullMarked;
