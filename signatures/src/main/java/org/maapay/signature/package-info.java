/**
 * HTTP message signatures (RFC 9421) and content digests (RFC 9530) as every party of the platform
 * uses them, in the JDK alone.
 */
@NullMarked
package org.maapay.signature;

import org.jspecify.annotations.NullMarked;
