/**
 * China Mobile's interface: XML in the shape of OMA's network API for what goes out and comes in,
 * and plain HTTP for files.
 */
@NullMarked
package org.maapay.messaging.mobile;

import org.jspecify.annotations.NullMarked;
