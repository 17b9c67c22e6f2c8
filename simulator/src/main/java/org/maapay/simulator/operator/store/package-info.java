/** What an emulated operator keeps: files and access tokens. */
@NullMarked
package org.maapay.simulator.operator.store;

import org.jspecify.annotations.NullMarked;
