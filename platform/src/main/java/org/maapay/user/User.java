package org.maapay.user;

import java.util.Optional;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.UserId;

/**
 * A user of the institution with an account.
 *
 * @param maskedName the name as it may be shown, {@code *明}
 */
public record User(
    UserId id, MobileNumber mobile, Optional<String> maskedName, AccountId account) {}
