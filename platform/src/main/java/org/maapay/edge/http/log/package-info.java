/** The interaction log: one masked row for every call at any interface (6.3.1-4). */
@NullMarked
package org.maapay.edge.http.log;

import org.jspecify.annotations.NullMarked;
