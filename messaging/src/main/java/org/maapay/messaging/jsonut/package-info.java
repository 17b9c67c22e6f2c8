/**
 * The JSON interface that China Unicom and China Telecom share. Where its document contradicts
 * itself, what is sent follows the tables and what is read may follow either.
 */
@NullMarked
package org.maapay.messaging.jsonut;

import org.jspecify.annotations.NullMarked;
