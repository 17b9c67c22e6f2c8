/** Users of the institution: who holds which mobile number. */
@NullMarked
package org.maapay.user;

import org.jspecify.annotations.NullMarked;
