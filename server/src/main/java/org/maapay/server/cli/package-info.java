/** The commands of {@code ./maapay}. */
@NullMarked
package org.maapay.server.cli;

import org.jspecify.annotations.NullMarked;
