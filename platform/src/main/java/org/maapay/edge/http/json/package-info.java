/**
 * JSON as the interfaces read and write it: exact numbers, no duplicates, all field errors at once.
 */
@NullMarked
package org.maapay.edge.http.json;

import org.jspecify.annotations.NullMarked;
