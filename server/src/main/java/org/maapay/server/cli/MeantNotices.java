package org.maapay.server.cli;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;
import org.maapay.notification.DeadNotices.Which;
import picocli.CommandLine.Option;

/** Which callbacks a command means; exactly one of these is given. */
final class MeantNotices {
  @Option(
      names = "--id",
      paramLabel = "ID",
      description = {"One callback, by its Notification-Id.", "按 Notification-Id 指定一条。"})
  private @Nullable UUID id;

  @Option(
      names = "--order",
      paramLabel = "NO",
      converter = Numbers.OfOrder.class,
      description = {"Those of one order, by its payOrderNo.", "按支付订单号指定。"})
  private @Nullable PayOrderNo order;

  @Option(
      names = "--merchant",
      paramLabel = "ID",
      converter = Numbers.OfMerchant.class,
      description = {"Those of one merchant.", "该商户的全部。"})
  private @Nullable MerchantId merchant;

  @Option(
      names = "--all",
      description = {"Those of everybody.", "全部商户。"})
  private boolean all;

  /** Those of everybody. */
  static MeantNotices everybodys() {
    var meant = new MeantNotices();
    meant.all = true;
    return meant;
  }

  /** Whether something particular is named, which should be there. */
  boolean isParticular() {
    return !all && merchant == null;
  }

  /**
   * As the books are asked.
   *
   * @param since null for all
   */
  Which since(@Nullable Instant since) {
    return new Which(id, order, merchant, since);
  }
}
