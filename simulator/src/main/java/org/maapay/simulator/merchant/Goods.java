package org.maapay.simulator.merchant;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maapay.merchant.Amount;

/** What a shop sells. */
record Goods(List<Product> products) {
  /** One thing on sale; {@code picture} names its file. */
  record Product(String no, String name, String description, Amount price, String picture) {
    static Product of(String no, String name, String description, String price, String picture) {
      return new Product(no, name, description, Amount.ofYuan(price), picture);
    }
  }

  private static final Goods COFFEE =
      new Goods(
          List.of(
              Product.of("LATTE", "拿铁（大杯）", "双份浓缩，配新鲜牛奶。", "18.00", "latte"),
              Product.of("AMERICANO", "冰美式", "深烘豆，加冰，清爽微苦。", "15.00", "americano"),
              Product.of("CROISSANT", "黄油可颂", "每天清晨现烤，外酥里软。", "12.50", "croissant"),
              Product.of("BREAKFAST", "早安套餐", "拿铁和可颂，比单点省 2.50 元。", "28.00", "breakfast")));
  private static final Goods BOOKS =
      new Goods(
          List.of(
              Product.of("MORNING", "《海边的清晨》", "散文集，写潮汐、渔港和早起的人。", "45.00", "morning"),
              Product.of("TEA", "《一百种茶》", "手绘图谱，附冲泡笔记。", "68.00", "tea"),
              Product.of("NOTEBOOK", "手账本", "点阵内页，可平摊，附铅笔。", "32.80", "notebook"),
              Product.of("BOOKMARK", "纸书签三枚", "烫印图案，含丝带。", "9.90", "bookmark")));

  /** The goods that go with the name of a shop. */
  static Goods of(String shopName) {
    return shopName.contains("书") ? BOOKS : COFFEE;
  }

  /** Whether some product has this picture. */
  static boolean isPictured(String picture) {
    return Stream.of(COFFEE, BOOKS)
        .flatMap(goods -> goods.products().stream())
        .anyMatch(product -> product.picture().equals(picture));
  }

  Optional<Product> find(String no) {
    return products.stream().filter(product -> product.no().equals(no)).findFirst();
  }
}
