/** What operators call: users' messages to the payment chatbot, and reports of delivery. */
@NullMarked
package org.maapay.edge.operator;

import org.jspecify.annotations.NullMarked;
