@NullMarked
package org.maapay.bench;

import org.jspecify.annotations.NullMarked;
