/** The HTTP listeners: each port carries one interface of the platform. */
@NullMarked
package org.maapay.server.web;

import org.jspecify.annotations.NullMarked;
