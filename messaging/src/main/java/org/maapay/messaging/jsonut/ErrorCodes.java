package org.maapay.messaging.jsonut;

import java.util.Map;
import java.util.Set;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Kind;

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

  private static final Set<Integer> RETRIED = Set.of(BUSY, PER_SECOND, RATE);
  private static final Set<Integer> OF_TOKEN = Set.of(WRONG_APP_KEY, INVALID_TOKEN, TOKEN_EXPIRED);

  private ErrorCodes() {}

  public static Refusal refusal(int code, String detail) {
    return new Refusal(code, meaning(code), detail, kind(code));
  }

  public static String meaning(int code) {
    if (code >= 81000 && code <= 83999) {
      return "China Telecom's own code";
    }
    if (code >= 87000 && code <= 89999) {
      return "China Unicom's own code";
    }
    return MEANINGS.getOrDefault(code, "not in the document");
  }

  static Kind kind(int code) {
    if (RETRIED.contains(code)) {
      return Kind.RETRY;
    }
    return OF_TOKEN.contains(code) ? Kind.TOKEN : Kind.FINAL;
  }
}
