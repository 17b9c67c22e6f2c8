/** Google's RCS Business Messaging, as an agent sees it, with its token service. */
@NullMarked
package org.maapay.simulator.operator.rbm;

import org.jspecify.annotations.NullMarked;
