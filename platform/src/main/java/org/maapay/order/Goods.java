package org.maapay.order;

import org.jspecify.annotations.Nullable;

/** What is paid for, as the merchant names it. */
public record Goods(@Nullable String no, @Nullable String name, @Nullable String description) {}
