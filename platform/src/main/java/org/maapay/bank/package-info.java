/** PORT to the banks, reached through a clearing house. */
@NullMarked
package org.maapay.bank;

import org.jspecify.annotations.NullMarked;
