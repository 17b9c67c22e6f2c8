/** main: configuration, wiring, listeners, migrations, embedded PostgreSQL. */
@NullMarked
package org.maapay.server;

import org.jspecify.annotations.NullMarked;
