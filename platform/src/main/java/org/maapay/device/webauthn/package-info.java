/** Keys in browsers: WebAuthn, through the library that knows it. */
@NullMarked
package org.maapay.device.webauthn;

import org.jspecify.annotations.NullMarked;
