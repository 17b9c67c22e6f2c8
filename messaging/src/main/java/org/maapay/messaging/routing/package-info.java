/**
 * The way to a user: which operator serves the number, whether the handset takes 5G messages, what
 * happens while an operator is down. It knows the port alone, no wire family.
 */
@NullMarked
package org.maapay.messaging.routing;

import org.jspecify.annotations.NullMarked;
