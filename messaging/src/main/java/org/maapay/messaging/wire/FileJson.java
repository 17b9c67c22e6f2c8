package org.maapay.messaging.wire;

import java.util.ArrayList;
import java.util.List;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.FileRef.Role;
import tools.jackson.databind.JsonNode;

/** Files as the operators write them, in upload answers and in messages. */
public final class FileJson {
  private FileJson() {}

  /** The {@code fileInfo} of an upload: in the order of the parts, which puts a thumbnail first. */
  public static List<FileRef> stored(JsonNode infos, boolean thumbnailFirst) {
    var files = new ArrayList<FileRef>();
    for (var info : infos) {
      add(info, thumbnailFirst && files.isEmpty() ? Role.THUMBNAIL : Role.FILE, files);
    }
    return List.copyOf(files);
  }

  /** The content of a file message; one object instead of an array is read too. */
  public static List<FileRef> received(JsonNode content) {
    var files = new ArrayList<FileRef>();
    for (var file : content.isArray() ? content : List.of(content)) {
      add(
          file,
          "thumbnail".equals(file.path("type").asString()) ? Role.THUMBNAIL : Role.FILE,
          files);
    }
    return List.copyOf(files);
  }

  private static void add(JsonNode file, Role role, List<FileRef> files) {
    Json.uri(file.path("url").asString())
        .ifPresent(url ->
            files.add(
                new FileRef(
                    role,
                    url,
                    file.path("contentType").asStringOpt().orElse(null),
                    file.path("fileSize").asLong(-1),
                    file.path("until").asStringOpt().orElse(null))));
  }
}
