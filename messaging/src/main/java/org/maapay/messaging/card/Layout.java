package org.maapay.messaging.card;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a card that stands alone is laid out. */
public record Layout(Shape shape, Typography typography) {
  public static final Layout VERTICAL = new Layout(new Shape.Vertical(), Typography.PLAIN);

  /** Where the picture stands. */
  public sealed interface Shape {
    record Vertical() implements Shape {}

    record Horizontal(Side imageAlignment) implements Shape {}
  }

  /** The side of a horizontal card that holds the picture. */
  public enum Side {
    LEFT,
    RIGHT
  }

  /** The faces of title and description, and a style sheet; handsets may ignore all three. */
  public record Typography(Set<Face> title, Set<Face> description, @Nullable URI style) {
    public static final Typography PLAIN = new Typography(Set.of(), Set.of(), null);

    public Typography {
      title = Set.copyOf(title);
      description = Set.copyOf(description);
    }
  }

  /** A way to set letters; the wire has lower case. */
  public enum Face {
    ITALICS,
    BOLD,
    UNDERLINE
  }
}
