package org.maapay.simulator.operator.jsonut;

import java.net.URI;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.messaging.jsonut.ErrorCodes;
import org.maapay.simulator.http.MultipartReader;
import org.maapay.simulator.operator.store.Medias;

/** Which files may be stored, and which may stand in a message. */
final class MediaCheck {
  private static final Pattern PATH = Pattern.compile("/media/([0-9a-f-]{36})/[^/]+");
  private static final int MEGABYTE = 1024 * 1024;
  private static final int THUMBNAIL_BYTES = 200 * 1024;
  private static final Map<String, Integer> LARGEST =
      Map.of(
          "image/jpeg", 2 * MEGABYTE,
          "image/jpg", 2 * MEGABYTE,
          "image/png", 2 * MEGABYTE,
          "audio/amr", 5 * MEGABYTE,
          "audio/mpeg", 5 * MEGABYTE,
          "audio/mp3", 5 * MEGABYTE,
          "audio/mp4", 5 * MEGABYTE,
          "audio/x-m4a", 5 * MEGABYTE,
          "video/mp4", 10 * MEGABYTE,
          "video/webm", 10 * MEGABYTE);

  private final String publicRoot;
  private final Medias medias;
  private final InstantSource clock;

  MediaCheck(String publicRoot, Medias medias, InstantSource clock) {
    this.publicRoot = publicRoot;
    this.medias = medias;
    this.clock = clock;
  }

  /** Where a stored file can be fetched. */
  String url(Medias.Stored stored) {
    var name = stored.content().fileName().replaceAll("[^0-9A-Za-z._-]", "_");
    return publicRoot + "/media/" + stored.id() + "/" + (name.isEmpty() ? "file" : name);
  }

  /** The id in a path or address of ours; empty for others. */
  Optional<String> id(String url) {
    try {
      var path = URI.create(url).getRawPath();
      var ours = path != null && (url.startsWith(publicRoot + "/") || url.startsWith("/"));
      var matcher = PATH.matcher(ours ? path : "");
      return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Why the file can't stand in a message of the chatbot; empty if it can. */
  Optional<Refused> refusal(String chatbotId, String url) throws SQLException {
    var id = id(url);
    var stored = id.isEmpty() ? Optional.<Medias.Stored>empty() : medias.find(id.get());
    if (stored.isEmpty() || !stored.get().chatbotId().equals(chatbotId)) {
      return Optional.of(new Refused(ErrorCodes.FILE_URL, "not a file that was uploaded"));
    }
    var status = stored.get().status();
    if (!status.reviewed()) {
      return Optional.of(new Refused(ErrorCodes.FILE_URL, "the file has not passed review"));
    }
    return status.until() != null && clock.instant().isAfter(status.until())
        ? Optional.of(new Refused(ErrorCodes.FILE_EXPIRED, "the temporary file expired"))
        : Optional.empty();
  }

  /** Why the file can't be stored; empty if it can. */
  static Optional<Refused> refusal(MultipartReader.FilePart file, boolean thumbnail) {
    int size = file.latin1().length();
    var largest = LARGEST.get(file.contentType());
    if (largest == null || (thumbnail && !file.contentType().startsWith("image/"))) {
      return Optional.of(new Refused(ErrorCodes.FILE_TYPE, "type " + file.contentType()));
    }
    if (size == 0) {
      return Optional.of(new Refused(ErrorCodes.EMPTY_FILE, "an empty file"));
    }
    int most = thumbnail ? THUMBNAIL_BYTES : largest;
    return size > most
        ? Optional.of(new Refused(ErrorCodes.FILE_SIZE, "at most " + most + " bytes, has " + size))
        : Optional.empty();
  }
}
