/** Merchants: registered names, callback hosts, agreed modes. */
@NullMarked
package org.maapay.merchant;

import org.jspecify.annotations.NullMarked;
