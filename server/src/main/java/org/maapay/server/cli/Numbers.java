package org.maapay.server.cli;

import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of the platform on the command line. */
final class Numbers {
  private Numbers() {}

  /** A merchant's id. */
  static final class OfMerchant implements ITypeConverter<MerchantId> {
    @Override
    public MerchantId convert(String text) {
      if (!MerchantId.isOne(text)) {
        throw new TypeConversionException("'" + text + "' is no merchant id");
      }
      return new MerchantId(text);
    }
  }

  /** A payOrderNo. */
  static final class OfOrder implements ITypeConverter<PayOrderNo> {
    @Override
    public PayOrderNo convert(String text) {
      if (!PayOrderNo.isOne(text)) {
        throw new TypeConversionException("'" + text + "' is no payOrderNo: 31 digits");
      }
      return new PayOrderNo(text);
    }
  }
}
