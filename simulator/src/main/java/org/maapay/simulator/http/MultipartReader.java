package org.maapay.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a multipart/form-data body by its boundary alone; lengths that parts claim are ignored. */
public final class MultipartReader {
  private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";,]+)\"?");
  private static final Pattern FILE_NAME = Pattern.compile("(?i)filename=\"([^\"]*)\"");
  private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*([^\r\n;]+)");

  private MultipartReader() {}

  /** A part; its bytes as ISO-8859-1 text, one character for each. */
  public record FilePart(String fileName, String contentType, String latin1) {
    public byte[] bytes() {
      return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** Empty if {@code contentType} names no boundary. */
  public static Optional<List<FilePart>> read(String contentType, byte[] body) {
    var boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      return Optional.empty();
    }
    var parts = new ArrayList<FilePart>();
    var text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
    var sections = text.split(Pattern.quote("\r\n--" + boundary.group(1)), -1);
    for (int i = 1; i < sections.length && !sections[i].startsWith("--"); i++) {
      int headersEnd = sections[i].indexOf("\r\n\r\n");
      if (headersEnd >= 0) {
        parts.add(
            part(sections[i].substring(0, headersEnd), sections[i].substring(headersEnd + 4)));
      }
    }
    return Optional.of(parts);
  }

  private static FilePart part(String headers, String content) {
    var name = FILE_NAME.matcher(headers);
    var type = TYPE.matcher(headers);
    return new FilePart(
        name.find() ? utf8(name.group(1)) : "file",
        type.find() ? type.group(1).strip() : "application/octet-stream",
        content);
  }

  private static String utf8(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
