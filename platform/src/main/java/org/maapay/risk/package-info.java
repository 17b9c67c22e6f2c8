/** Payment requests are no spam channel: what payers refuse, and limits as data. */
@NullMarked
package org.maapay.risk;

import org.jspecify.annotations.NullMarked;
