package org.maapay.order;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The optional terms of an order: where to report, how long it is payable, and what is echoed.
 *
 * @param notifyUrl where C.3 goes
 * @param refundNotifyUrl where refunds are reported; {@code notifyUrl} if absent
 * @param returnUrl where the page leads after payment
 * @param ext the merchant's own JSON object, echoed as it came
 */
public record Terms(
    String notifyUrl,
    @Nullable String refundNotifyUrl,
    @Nullable String returnUrl,
    Duration payableFor,
    @Nullable String chatbotId,
    @Nullable String storeNo,
    @Nullable String ext) {}
