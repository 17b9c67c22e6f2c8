/** The connection pool, transactions and migrations; knows nothing of payments. */
@NullMarked
package org.maapay.database;

import org.jspecify.annotations.NullMarked;
