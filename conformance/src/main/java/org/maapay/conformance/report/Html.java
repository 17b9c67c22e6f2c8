package org.maapay.conformance.report;

import java.util.List;
import org.maapay.conformance.report.Verdict.Outcome;

/** The report as one HTML page that needs nothing from anywhere. */
final class Html {
  private static final String STYLE =
      """
      :root{--ground:#F3F4F7;--paper:#fff;--ink:#14171F;--ink2:#5A6272;--line:#E5E8EE;--brand:#1456F0;--good:#0F7B52;--warn:#A85A06;--bad:#C2302A}
      @media(prefers-color-scheme:dark){:root{--ground:#0E1117;--paper:#171B23;--ink:#EEF1F6;--ink2:#A6AEBD;--line:#2A313D;--brand:#5B8CFF;--good:#3CCB91;--warn:#F0A64A;--bad:#FF7A72}}
      body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.45 "PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif}
      main{max-width:1120px;margin:0 auto;padding:32px 16px}h1{font-size:28px;margin:0 0 4px}h2{font-size:20px;margin:32px 0 8px}
      .sum{color:var(--ink2);font-size:16px;margin:0 0 24px}table{width:100%;border-collapse:collapse;background:var(--paper);border-radius:12px;overflow:hidden}
      td{padding:8px 12px;border-top:1px solid var(--line);vertical-align:top}tr:first-child td{border-top:0}
      .OK{color:var(--good)}.FAILED{color:var(--bad)}.NOT_APPLICABLE{color:var(--warn)}td.o{width:112px;font-weight:600}td.t{color:var(--ink2);text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
      pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:8px 0 0;color:var(--ink2);font-size:12px}code{color:var(--ink2);font-size:12px}
      .seq{background:var(--paper);border-radius:12px;padding:16px;overflow-x:auto;margin:8px 0}
      svg text{fill:var(--ink);font-size:12px}svg .party{text-anchor:middle;font-weight:600;font-size:14px}svg .what{text-anchor:middle}svg .what.own{text-anchor:start}svg .time{fill:var(--ink2);font-size:11px}
      svg .life{stroke:var(--line);stroke-width:2}svg .call{stroke:var(--brand);stroke-width:1.75}svg .tip,svg .own{fill:var(--brand)}svg text.own{fill:var(--ink)}
      """;

  private Html() {}

  static String page(Run run) {
    var page =
        new StringBuilder(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>MaaPay conformance</title><style>");
    page.append(STYLE)
        .append("</style><main><h1>Conformance to T/CAICI 92-2024</h1><p class=\"sum\">");
    page.append(escape(run.summary())).append("</p>");
    run.byClause().forEach((clause, verdicts) -> page.append(clause(clause, verdicts)));
    var recorded = run.verdicts().stream().flatMap(v -> v.sequences().stream()).toList();
    if (!recorded.isEmpty()) {
      page.append("<h2>Recorded sequences</h2>");
      for (var sequence : recorded) {
        page.append("<h3>").append(escape(sequence.title())).append("</h3><div class=\"seq\">");
        page.append(new SequenceSvg(sequence).draw()).append("</div>");
      }
    }
    return page.append("</main></html>\n").toString();
  }

  private static String clause(String clause, List<Verdict> verdicts) {
    var rows = new StringBuilder("<h2>" + escape(clause) + "</h2><table>");
    for (var verdict : verdicts) {
      rows.append(
          "<tr><td class=\"o %s\">%s</td><td>%s<br><code>%s</code>%s</td><td class=\"t\">%d ms</td></tr>"
              .formatted(
                  verdict.outcome(),
                  verdict.outcome().words(),
                  escape(verdict.sentence()),
                  escape(verdict.id()),
                  verdict.outcome() == Outcome.OK
                      ? ""
                      : "<pre>" + escape(verdict.reason()) + "</pre>",
                  verdict.took().toMillis()));
    }
    return rows.append("</table>").toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
