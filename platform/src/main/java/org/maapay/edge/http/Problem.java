package org.maapay.edge.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.maapay.edge.http.json.FieldError;
import org.maapay.edge.http.json.Json;

/**
 * A refusal as RFC 9457 wants it, still without language, incident number and signature, which the
 * interface adds.
 *
 * @param detail what is wrong with this very request; never a value that the caller sent
 * @param members extra members of the body, such as {@code "result":"FAIL"}
 * @param headers extra header lines of the answer
 */
public record Problem(
    ProblemCode code,
    String detail,
    List<FieldError> errors,
    Map<String, Json> members,
    Headers headers)
    implements Reply {
  public Problem {
    errors = List.copyOf(errors);
    members = Map.copyOf(members);
  }

  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail, List.of(), Map.of(), Headers.NONE);
  }

  /** {@link ProblemCode#FIELDS_INVALID} with every field error at once. */
  public static Problem fields(List<FieldError> errors) {
    return new Problem(
        ProblemCode.FIELDS_INVALID, "The fields listed are wrong.", errors, Map.of(), Headers.NONE);
  }

  /** This problem and one more member of its body. */
  public Problem with(String name, Json value) {
    var more = new HashMap<>(members);
    more.put(name, value);
    return new Problem(code, detail, errors, more, headers);
  }

  /** This problem and one more header line of its answer. */
  public Problem withHeader(String name, String value) {
    return new Problem(code, detail, errors, members, headers.with(name, value));
  }
}
