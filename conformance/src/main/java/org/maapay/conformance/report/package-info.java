/** What a run tells: on the terminal, in HTML and in Markdown. */
@NullMarked
package org.maapay.conformance.report;

import org.jspecify.annotations.NullMarked;
