package org.maapay.simulator.merchant;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.maapay.merchant.Amount;

/** What a shop sells. */
record Goods(List<Product> products) {
  /** One thing on sale; {@code picture} names its file. */
  record Product(String no, Words name, Words description, Amount price, String picture) {
    static Product of(String no, Words name, Words description, String price, String picture) {
      return new Product(no, name, description, Amount.ofYuan(price), picture);
    }
  }

  /** The same in both languages. */
  record Words(String chinese, String english) {
    String in(Speech speech) {
      return speech.of(chinese, english);
    }
  }

  private static final Goods COFFEE =
      new Goods(
          List.of(
              Product.of(
                  "LATTE",
                  new Words("拿铁（大杯）", "Latte (large)"),
                  new Words("双份浓缩，配新鲜牛奶。", "A double espresso with fresh milk."),
                  "18.00",
                  "latte"),
              Product.of(
                  "AMERICANO",
                  new Words("冰美式", "Iced americano"),
                  new Words("深烘豆，加冰，清爽微苦。", "Dark roast on ice, clean and slightly bitter."),
                  "15.00",
                  "americano"),
              Product.of(
                  "CROISSANT",
                  new Words("黄油可颂", "Butter croissant"),
                  new Words("每天清晨现烤，外酥里软。", "Baked every morning, crisp outside and soft inside."),
                  "12.50",
                  "croissant"),
              Product.of(
                  "BREAKFAST",
                  new Words("早安套餐", "Good morning set"),
                  new Words(
                      "拿铁和可颂，比单点省 2.50 元。", "Latte and croissant, ¥2.50 less than one by one."),
                  "28.00",
                  "breakfast")));
  private static final Goods BOOKS =
      new Goods(
          List.of(
              Product.of(
                  "MORNING",
                  new Words("《海边的清晨》", "“Morning by the Sea”"),
                  new Words("散文集，写潮汐、渔港和早起的人。", "Essays on tides, harbours and early risers."),
                  "45.00",
                  "morning"),
              Product.of(
                  "TEA",
                  new Words("《一百种茶》", "“A Hundred Teas”"),
                  new Words("手绘图谱，附冲泡笔记。", "Drawn by hand, with notes on brewing."),
                  "68.00",
                  "tea"),
              Product.of(
                  "NOTEBOOK",
                  new Words("手账本", "Notebook"),
                  new Words("点阵内页，可平摊，附铅笔。", "Dotted pages that lie flat, with a pencil."),
                  "32.80",
                  "notebook"),
              Product.of(
                  "BOOKMARK",
                  new Words("纸书签三枚", "Three paper bookmarks"),
                  new Words("烫印图案，含丝带。", "Hot stamped, with ribbons."),
                  "9.90",
                  "bookmark")));

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
