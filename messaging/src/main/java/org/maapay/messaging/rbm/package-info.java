/** Google's RCS Business Messaging: agents, with a service account and signed webhooks. */
@NullMarked
package org.maapay.messaging.rbm;

import org.jspecify.annotations.NullMarked;
