/** The OpenAPI contract and what real answers owe it. */
@NullMarked
package org.maapay.conformance.contract;

import org.jspecify.annotations.NullMarked;
