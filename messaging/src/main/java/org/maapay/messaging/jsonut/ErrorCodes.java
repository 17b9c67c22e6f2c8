package org.maapay.messaging.jsonut;

import java.util.Map;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;

/** The operators' error codes and what to do about each. */
public final class ErrorCodes {
  public static final int OK = 0;
  public static final int BUSY = -1;
  public static final int INTERNAL = -2;
  public static final int BAD_PARAMETER = 20002;
  public static final int BAD_REQUEST = 20003;
  public static final int PER_SECOND = 30003;
  public static final int CALLBACK_CHECK_FAILED = 30006;
  public static final int SENDER_MISMATCH = 30008;
  public static final int WRONG_APP_KEY = 40001;
  public static final int FILE_TYPE = 40005;
  public static final int FILE_SIZE = 40006;
  public static final int FILE_URL = 40007;
  public static final int MESSAGE_TYPE = 40008;
  public static final int INVALID_TOKEN = 40014;
  public static final int BUTTON_COUNT = 40016;
  public static final int BUTTON_TYPE = 40017;
  public static final int BUTTON_NAME_LENGTH = 40018;
  public static final int BUTTON_KEY_LENGTH = 40019;
  public static final int BUTTON_URL_LENGTH = 40020;
  public static final int TEXT_LENGTH = 40021;
  public static final int FILE_EXPIRED = 40022;
  public static final int FILE_COUNT = 40040;
  public static final int BUTTON_LINK = 40052;
  public static final int NO_TOKEN = 41001;
  public static final int NO_APP_ID = 41002;
  public static final int NO_APP_KEY = 41004;
  public static final int NO_FILE = 41005;
  public static final int NO_URL = 41006;
  public static final int TOKEN_EXPIRED = 42001;
  public static final int GET_NEEDED = 43001;
  public static final int EMPTY_FILE = 44001;
  public static final int EMPTY_BODY = 44002;
  public static final int RATE = 45001;
  public static final int UNREADABLE = 47001;
  public static final int UNREADABLE_MENU = 47002;
  public static final int CONTENT = 60001;

  private static final Map<Integer, String> MEANINGS =
      Map.ofEntries(
          Map.entry(BUSY, "busy"),
          Map.entry(INTERNAL, "internal error"),
          Map.entry(OK, "ok"),
          Map.entry(BAD_PARAMETER, "bad parameter"),
          Map.entry(BAD_REQUEST, "bad request"),
          Map.entry(30001, "too many messages today"),
          Map.entry(30002, "too many messages this month"),
          Map.entry(PER_SECOND, "too many messages this second"),
          Map.entry(30004, "too many messages this year"),
          Map.entry(CALLBACK_CHECK_FAILED, "the callback address failed its check"),
          Map.entry(30007, "the review notice could not be sent"),
          Map.entry(SENDER_MISMATCH, "the sender is not the chatbot"),
          Map.entry(WRONG_APP_KEY, "wrong appKey, or invalid access token"),
          Map.entry(40002, "kind of credential"),
          Map.entry(FILE_TYPE, "file type"),
          Map.entry(FILE_SIZE, "file size"),
          Map.entry(FILE_URL, "media address"),
          Map.entry(MESSAGE_TYPE, "message type"),
          Map.entry(40011, "the change of the chatbot failed"),
          Map.entry(INVALID_TOKEN, "invalid access token"),
          Map.entry(BUTTON_COUNT, "number of buttons"),
          Map.entry(BUTTON_TYPE, "kind of button"),
          Map.entry(BUTTON_NAME_LENGTH, "length of a button's name"),
          Map.entry(BUTTON_KEY_LENGTH, "length of a button's postback"),
          Map.entry(BUTTON_URL_LENGTH, "length of a button's address"),
          Map.entry(TEXT_LENGTH, "length of a text"),
          Map.entry(FILE_EXPIRED, "the temporary file expired"),
          Map.entry(FILE_COUNT, "too many files"),
          Map.entry(BUTTON_LINK, "a button's link"),
          Map.entry(NO_TOKEN, "no access token"),
          Map.entry(NO_APP_ID, "no appId"),
          Map.entry(NO_APP_KEY, "no appKey"),
          Map.entry(NO_FILE, "no file"),
          Map.entry(NO_URL, "no media address"),
          Map.entry(TOKEN_EXPIRED, "the access token expired"),
          Map.entry(GET_NEEDED, "must be a GET"),
          Map.entry(EMPTY_FILE, "empty file"),
          Map.entry(EMPTY_BODY, "empty body"),
          Map.entry(RATE, "too many calls"),
          Map.entry(45010, "answered too late"),
          Map.entry(46001, "no such user"),
          Map.entry(46002, "no such temporary user"),
          Map.entry(46003, "restricted user"),
          Map.entry(UNREADABLE, "unreadable JSON"),
          Map.entry(UNREADABLE_MENU, "unreadable menu"),
          Map.entry(48001, "not authorised for this call"),
          Map.entry(CONTENT, "content not allowed"),
          Map.entry(60002, "needs a subscription"),
          Map.entry(60003, "invalid message type"),
          Map.entry(70001, "content under control"));

  private static final Map<Integer, Cause> CAUSES =
      Map.ofEntries(
          Map.entry(BUSY, Cause.BUSY),
          Map.entry(INTERNAL, Cause.OTHER),
          Map.entry(BAD_PARAMETER, Cause.REQUEST),
          Map.entry(BAD_REQUEST, Cause.REQUEST),
          Map.entry(30001, Cause.QUOTA),
          Map.entry(30002, Cause.QUOTA),
          Map.entry(PER_SECOND, Cause.RATE),
          Map.entry(30004, Cause.QUOTA),
          Map.entry(CALLBACK_CHECK_FAILED, Cause.CALLBACK),
          Map.entry(30007, Cause.CALLBACK),
          Map.entry(SENDER_MISMATCH, Cause.CHATBOT),
          Map.entry(WRONG_APP_KEY, Cause.CREDENTIALS),
          Map.entry(40002, Cause.NOT_AUTHORISED),
          Map.entry(FILE_TYPE, Cause.FILE),
          Map.entry(FILE_SIZE, Cause.FILE),
          Map.entry(FILE_URL, Cause.FILE),
          Map.entry(MESSAGE_TYPE, Cause.CONTENT),
          Map.entry(40011, Cause.CHATBOT),
          Map.entry(INVALID_TOKEN, Cause.CREDENTIALS),
          Map.entry(BUTTON_COUNT, Cause.CONTENT),
          Map.entry(BUTTON_TYPE, Cause.CONTENT),
          Map.entry(BUTTON_NAME_LENGTH, Cause.CONTENT),
          Map.entry(BUTTON_KEY_LENGTH, Cause.CONTENT),
          Map.entry(BUTTON_URL_LENGTH, Cause.CONTENT),
          Map.entry(TEXT_LENGTH, Cause.CONTENT),
          Map.entry(FILE_EXPIRED, Cause.FILE),
          Map.entry(FILE_COUNT, Cause.FILE),
          Map.entry(BUTTON_LINK, Cause.CONTENT),
          Map.entry(NO_TOKEN, Cause.NOT_AUTHORISED),
          Map.entry(NO_APP_ID, Cause.NOT_AUTHORISED),
          Map.entry(NO_APP_KEY, Cause.NOT_AUTHORISED),
          Map.entry(NO_FILE, Cause.FILE),
          Map.entry(NO_URL, Cause.FILE),
          Map.entry(TOKEN_EXPIRED, Cause.CREDENTIALS),
          Map.entry(GET_NEEDED, Cause.REQUEST),
          Map.entry(EMPTY_FILE, Cause.FILE),
          Map.entry(EMPTY_BODY, Cause.REQUEST),
          Map.entry(RATE, Cause.RATE),
          Map.entry(45010, Cause.TOO_LATE),
          Map.entry(46001, Cause.NOT_REACHABLE),
          Map.entry(46002, Cause.NOT_REACHABLE),
          Map.entry(46003, Cause.UNWANTED),
          Map.entry(UNREADABLE, Cause.REQUEST),
          Map.entry(UNREADABLE_MENU, Cause.REQUEST),
          Map.entry(48001, Cause.NOT_AUTHORISED),
          Map.entry(CONTENT, Cause.FORBIDDEN_CONTENT),
          Map.entry(60002, Cause.UNWANTED),
          Map.entry(60003, Cause.CONTENT),
          Map.entry(70001, Cause.FORBIDDEN_CONTENT));

  private ErrorCodes() {}

  /**
   * The refusal that {@code operator} means by a code. The document leaves each operator a range of
   * its own; what stands in the other's range says nothing here.
   */
  public static Refusal refusal(String operator, int code, String detail) {
    return new Refusal(
        Integer.toString(code),
        meaning(operator, code),
        detail,
        CAUSES.getOrDefault(code, Cause.OTHER));
  }

  public static String meaning(String operator, int code) {
    if (code >= 81000 && code <= 83999) {
      return operator.equals("telecom") ? "China Telecom's own code" : "not in the document";
    }
    if (code >= 87000 && code <= 89999) {
      return operator.equals("unicom") ? "China Unicom's own code" : "not in the document";
    }
    return MEANINGS.getOrDefault(code, "not in the document");
  }
}
