/**
 * Another MaaPay as an institution: its merchant interface, with the aggregator as its merchant.
 */
@NullMarked
package org.maapay.institutions.maapay;

import org.jspecify.annotations.NullMarked;
