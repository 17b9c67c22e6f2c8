package org.maapay.conformance.rules;

import java.util.List;

/** All rules, in the order in which a run walks them. What moves the business clock comes last. */
public final class RuleSets {
  public static final List<Class<?>> ALL =
      List.of(
          HttpRules.class,
          SignatureRules.class,
          JsonRules.class,
          PlaceOrderFieldRules.class,
          PlaceOrderValueRules.class,
          AgreementRules.class,
          IdempotencyRules.class,
          QueryRules.class,
          CloseRules.class,
          PaymentRules.class,
          NativeRules.class,
          ChatbotRules.class,
          AggregateRules.class,
          CardRules.class,
          RefundRules.class,
          RefundFieldRules.class,
          PlatformKeyRules.class,
          MerchantKeyRules.class,
          NoticeRules.class,
          MandateRules.class,
          PasswordFreeRules.class,
          RequestRules.class,
          SequenceRules.class,
          ExpiryRules.class);

  private RuleSets() {}
}
