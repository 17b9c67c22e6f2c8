/** The institution's cashier page: page sessions, keypads, payments. */
@NullMarked
package org.maapay.edge.cashier;

import org.jspecify.annotations.NullMarked;
