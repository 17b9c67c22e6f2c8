/**
 * What every interface shares: HTTP as plain values, routing, the checks before any handler runs,
 * problems and the interaction log. Knows no business call.
 */
@NullMarked
package org.maapay.edge.http;

import org.jspecify.annotations.NullMarked;
