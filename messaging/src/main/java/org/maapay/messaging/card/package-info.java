/**
 * GSMA chatbot content: cards, suggestions, menus, what users answer, and the rules all of it
 * obeys.
 */
@NullMarked
package org.maapay.messaging.card;

import org.jspecify.annotations.NullMarked;
