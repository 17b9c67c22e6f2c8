package org.maapay.conformance.report;

import java.util.List;
import java.util.Locale;
import org.maapay.conformance.report.Sequence.Step;

/** A sequence as an SVG diagram: a lifeline per party, an arrow per message. */
final class SequenceSvg {
  private static final int LANE = 210;
  private static final int ROW = 40;
  private static final int TOP = 64;

  private final Sequence sequence;
  private final List<String> parties;

  SequenceSvg(Sequence sequence) {
    this.sequence = sequence;
    this.parties = sequence.parties();
  }

  String draw() {
    int width = parties.size() * LANE + 150;
    int height = TOP + sequence.steps().size() * ROW + 24;
    var svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"%s\">"
            .formatted(width, height, width, Html.escape(sequence.title())));
    svg.append(
        "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 0L8 4L0 8z\" class=\"tip\"/></marker></defs>");
    for (var party : parties) {
      svg.append(
          "<text class=\"party\" x=\"%d\" y=\"28\">%s</text><line class=\"life\" x1=\"%d\" y1=\"40\" x2=\"%d\" y2=\"%d\"/>"
              .formatted(x(party), Html.escape(party), x(party), x(party), height - 8));
    }
    int y = TOP;
    for (var step : sequence.steps()) {
      svg.append(arrow(step, y));
      y += ROW;
    }
    return svg.append("</svg>").toString();
  }

  private String arrow(Step step, int y) {
    var label =
        "<text class=\"time\" x=\"6\" y=\"%d\">%s</text>"
            .formatted(y + 4, String.format(Locale.ROOT, "%,d ms", step.millis()));
    var text = Html.escape(step.what());
    if (step.from().equals(step.to())) {
      return label
          + "<circle class=\"own\" cx=\"%d\" cy=\"%d\" r=\"4\"/><text class=\"what own\" x=\"%d\" y=\"%d\">%s</text>"
              .formatted(x(step.from()), y, x(step.from()) + 10, y + 4, text);
    }
    int middle = (x(step.from()) + x(step.to())) / 2;
    return label
        + "<line class=\"call\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" marker-end=\"url(#tip)\"/><text class=\"what\" x=\"%d\" y=\"%d\">%s</text>"
            .formatted(x(step.from()), y, x(step.to()), y, middle, y - 6, text);
  }

  private int x(String party) {
    return 90 + parties.indexOf(party) * LANE + LANE / 2;
  }
}
