/**
 * The vault: keys under a root that is outside the database, sealed fields, keyed indexes, page
 * references and the verdict on a payment password, which never comes out again.
 */
@NullMarked
package org.maapay.keys;

import org.jspecify.annotations.NullMarked;
