package org.maapay.messaging.card;

/** The MIME types of chatbot content. */
public final class ContentTypes {
  public static final String TEXT = "text/plain";
  public static final String MESSAGE = "application/vnd.gsma.botmessage.v1.0+json";
  public static final String SUGGESTIONS = "application/vnd.gsma.botsuggestion.v1.0+json";
  public static final String RESPONSE = "application/vnd.gsma.botsuggestion.response.v1.0+json";
  public static final String SHARED_DATA = "application/vnd.gsma.botsharedclientdata.v1.0+json";
  public static final String FILE = "application/vnd.gsma.rcs-ft-http";

  private ContentTypes() {}
}
