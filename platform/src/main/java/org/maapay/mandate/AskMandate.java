package org.maapay.mandate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;

/**
 * A merchant's wish that a user lets it debit without a password; {@code merchantMandateNo} makes
 * sending it twice harmless.
 *
 * @param merchantName the registered name that the user sees
 * @param notifyUrl where changes are reported
 * @param returnUrl where the page leads after signing
 * @param ext the merchant's own JSON object, echoed as it came
 */
public record AskMandate(
    MerchantId merchant,
    String merchantMandateNo,
    String merchantName,
    MobileNumber mobile,
    Limits limits,
    Duration signableFor,
    String notifyUrl,
    @Nullable String returnUrl,
    @Nullable String ext) {}
