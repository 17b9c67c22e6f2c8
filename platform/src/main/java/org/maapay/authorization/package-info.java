/** May this payer pay this now? Knows amount, payee and purpose, no order. */
@NullMarked
package org.maapay.authorization;

import org.jspecify.annotations.NullMarked;
