/** The clauses of T/CAICI 92-2024 as rules that any base URL can be held to. */
@NullMarked
package org.maapay.conformance;

import org.jspecify.annotations.NullMarked;
