/** The GSMA's chatbot interface of FNW.11, for operators abroad and platforms of the kind. */
@NullMarked
package org.maapay.messaging.gsma;

import org.jspecify.annotations.NullMarked;
