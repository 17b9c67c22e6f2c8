package org.maapay.payer;

/**
 * Whose SDK this is (5.1.3-5); built into the application.
 *
 * @param code the institution's code, such as {@code MAAPAY}
 * @param cashierOrigin where its cashier answers, such as {@code https://pay.example}
 * @param keypadKeyPem its Ed25519 key for keypads
 */
public record Institution(String code, String name, String cashierOrigin, String keypadKeyPem) {}
