/**
 * The payment order: place, query, close; one pure state table. Knows neither payments nor refunds.
 */
@NullMarked
package org.maapay.order;

import org.jspecify.annotations.NullMarked;
