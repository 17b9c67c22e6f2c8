package org.maapay.messaging.mobile;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.wire.Patience;

/**
 * Where deployments of the interface differ, and how patient a client is with them.
 *
 * @param version what {@code {ver}} in the paths stands for
 * @param fileServer the root of the file server; null for that of the messages
 * @param credentials whose credentials the account holds
 * @param fallback how the words for a handset without 5G messages are given
 */
public record MobileDialect(
    MobilePaths paths,
    String version,
    @Nullable URI fileServer,
    MobileAuthorization.Kind credentials,
    Fallback fallback,
    Patience patience) {
  public static final MobileDialect LISTED =
      new MobileDialect(
          MobilePaths.LISTED,
          "v1",
          null,
          MobileAuthorization.Kind.CHATBOT,
          Fallback.SHORT_MESSAGE,
          Patience.STANDARD);

  public MobileDialect with(MobilePaths others) {
    return new MobileDialect(others, version, fileServer, credentials, fallback, patience);
  }

  public MobileDialect with(Fallback other) {
    return new MobileDialect(paths, version, fileServer, credentials, other, patience);
  }

  public MobileDialect with(MobileAuthorization.Kind other) {
    return new MobileDialect(paths, version, fileServer, other, fallback, patience);
  }

  public MobileDialect with(Patience other) {
    return new MobileDialect(paths, version, fileServer, credentials, fallback, other);
  }

  /** The elements that carry the words for a handset without 5G messages. */
  public enum Fallback {
    /** {@code shortMessageSupported} and {@code smsBodyText}. */
    SHORT_MESSAGE,
    /** {@code fallbackSupported}, {@code fallbackContentType} and {@code rcsBodyText}. */
    FALLBACK,
    /** {@code multimediaMessageSupported} and {@code mmsBodyText}. */
    MULTIMEDIA
  }
}
