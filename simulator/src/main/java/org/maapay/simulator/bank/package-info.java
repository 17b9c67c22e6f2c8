/**
 * A clearing house with banks behind it, on the wire: debits and credits of bound cards, each done
 * once, with faults on demand.
 */
@NullMarked
package org.maapay.simulator.bank;

import org.jspecify.annotations.NullMarked;
