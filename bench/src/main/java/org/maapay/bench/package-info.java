/**
 * Load from outside: what the platform takes, how long it takes, beside the database's own limit.
 */
@NullMarked
package org.maapay.bench;

import org.jspecify.annotations.NullMarked;
