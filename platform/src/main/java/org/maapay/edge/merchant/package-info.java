/** Appendix C on the wire. */
@NullMarked
package org.maapay.edge.merchant;

import org.jspecify.annotations.NullMarked;
