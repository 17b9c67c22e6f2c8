package org.maapay.simulator.operator.store;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Reply.Whole;
import org.maapay.simulator.http.Request;

/** The addresses at which handsets fetch the files of an operator. */
public final class MediaFiles {
  private static final Pattern PATH = Pattern.compile("/media/([0-9a-f-]{36})/[^/]+");

  private final String root;
  private final Medias medias;

  public MediaFiles(String root, Medias medias) {
    this.root = root;
    this.medias = medias;
  }

  public String url(Medias.Stored stored) {
    var name = stored.content().fileName().replaceAll("[^0-9A-Za-z._-]", "_");
    return root + "/media/" + stored.id() + "/" + (name.isEmpty() ? "file" : name);
  }

  /** The file behind an address of ours; empty for others. */
  public Optional<Medias.Stored> find(String url) throws SQLException {
    var matcher = PATH.matcher(url.startsWith(root) ? url.substring(root.length()) : "");
    return matcher.matches() ? medias.find(matcher.group(1)) : Optional.empty();
  }

  /** What a handset gets. */
  public Reply serve(Request request) throws SQLException {
    var stored = find(root + request.path());
    if (stored.isEmpty() || !request.method().equals("GET")) {
      return Reply.problem(404, "no-such-file", "No such file.");
    }
    var content = stored.get().content();
    return new Whole(
        200,
        Map.of(
            "content-type", content.contentType(),
            "cache-control", "public, max-age=86400",
            "x-content-type-options", "nosniff"),
        content.bytes());
  }
}
