/**
 * One chatbot towards any operator: what it sends, what comes back, how messages fare. A package
 * per wire family stands below; what the messages are about is none of this library's business.
 */
@NullMarked
package org.maapay.messaging;

import org.jspecify.annotations.NullMarked;
