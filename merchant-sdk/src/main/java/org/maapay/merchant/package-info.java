/**
 * The merchant's side of appendix C: places, queries, closes and refunds orders, signs what goes
 * out and believes only what the platform signed. Begin at {@link org.maapay.merchant.MaaPay}.
 */
@NullMarked
package org.maapay.merchant;

import org.jspecify.annotations.NullMarked;
