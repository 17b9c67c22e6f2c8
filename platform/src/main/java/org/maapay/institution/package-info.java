/** PORT to payment institutions: how one is asked to move money, and what it answers. */
@NullMarked
package org.maapay.institution;

import org.jspecify.annotations.NullMarked;
