package org.maapay.merchant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why the platform refused a call (RFC 9457); the type tells what kind of remedy there is. */
public sealed interface Problem {
  Details details();

  /** Returns the code, which has a page in the platform's documentation. */
  default String code() {
    return details().code();
  }

  default int status() {
    return details().status();
  }

  /** Returns the fields that are wrong, all of them at once. */
  default List<FieldError> fields() {
    return details().fields();
  }

  /**
   * What every problem says.
   *
   * @param incident to be given to the platform's operator when asking
   */
  record Details(
      int status,
      String code,
      String title,
      String detail,
      String incident,
      List<FieldError> fields) {}

  /** One field that is wrong, by its name in appendix C. */
  record FieldError(String field, String message) {}

  /** The call itself is wrong and will be again: 400, 404 of a path, 405, 413, 415. */
  record Invalid(Details details) implements Problem {}

  /** The signature or its key was not accepted: 401. */
  record NotAuthenticated(Details details) implements Problem {}

  /** This merchant may not do that: 403. */
  record Forbidden(Details details) implements Problem {}

  /** There is no such order or refund: 404. */
  record NotFound(Details details) implements Problem {}

  /**
   * Something done before stands against it: 409.
   *
   * @param order what stands against closing an order: it is paid, or somebody is paying it
   */
  record Conflict(Details details, Optional<Standing> order) implements Problem {}

  /**
   * Where an order stands.
   *
   * @param paidAt absent while unpaid
   */
  record Standing(
      String payOrderNo, Amount orderAmount, OrderStatus orderStatus, Optional<Instant> paidAt) {}

  /** Well formed, but not acceptable: 422. */
  record Rejected(Details details) implements Problem {}

  /** Too many calls: 429. */
  record TooManyRequests(Details details, Optional<Duration> retryAfter) implements Problem {}

  /** The platform failed: 5xx. What became of the call is not known. */
  record PlatformFault(Details details) implements Problem {}

  static Problem of(int status, byte[] body, Optional<Duration> retryAfter) {
    var details = details(status, body);
    return switch (status) {
      case 401 -> new NotAuthenticated(details);
      case 403 -> new Forbidden(details);
      case 404 -> new NotFound(details);
      case 409 -> new Conflict(details, standing(body));
      case 422 -> new Rejected(details);
      case 429 -> new TooManyRequests(details, retryAfter);
      default -> status >= 500 ? new PlatformFault(details) : new Invalid(details);
    };
  }

  private static Optional<Standing> standing(byte[] body) {
    try {
      var fields = Fields.of(body);
      return Optional.of(
          new Standing(
              fields.text("payOrderNo"),
              fields.amount("orderAmount"),
              OrderStatus.named(fields.text("orderStatus")),
              Days.read(fields.text("paymentDate"), fields.text("paymentTime"))));
    } catch (Json.Malformed notNamed) {
      return Optional.empty();
    }
  }

  private static Details details(int status, byte[] body) {
    try {
      var fields = Fields.of(body);
      List<FieldError> errors = new ArrayList<>();
      for (var item : fields.items("errors")) {
        var error = Fields.of(item);
        errors.add(new FieldError(error.text("field"), error.text("message")));
      }
      return new Details(
          status,
          fields.text("code"),
          fields.maybeText("title").orElse(""),
          fields.maybeText("detail").orElse(""),
          fields.maybeText("incident").orElse(""),
          List.copyOf(errors));
    } catch (Json.Malformed notAProblem) {
      return new Details(status, "unreadable", "", "", "", List.of());
    }
  }
}
