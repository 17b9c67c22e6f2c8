package org.maapay.simulator.operator.jsonut;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.Chatbot.Content;
import org.maapay.messaging.jsonut.ErrorCodes;
import org.maapay.simulator.http.MultipartReader;
import org.maapay.simulator.http.MultipartReader.FilePart;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Reply.Whole;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.store.Medias;
import tools.jackson.databind.node.ObjectNode;

/** Upload, download and deletion of files, and the address at which handsets fetch them. */
final class MediaCalls {
  private static final int MOST_PERMANENT = 200;
  private static final int MOST_TEMPORARY = 300;
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,9})-([0-9]{0,9})");

  private final Profile profile;
  private final Medias medias;
  private final MediaCheck check;
  private final Reviews reviews;

  MediaCalls(Profile profile, Medias medias, MediaCheck check, Reviews reviews) {
    this.profile = profile;
    this.medias = medias;
    this.check = check;
    this.reviews = reviews;
  }

  Whole upload(RegisteredChatbot chatbot, Request request) throws SQLException {
    var mode = request.header("uploadMode").orElse(profile == Profile.LENIENT ? "temp" : "");
    if (!mode.equals("perm") && !mode.equals("temp")) {
      return Answers.refuse(ErrorCodes.BAD_PARAMETER, "uploadMode must be perm or temp");
    }
    var files =
        MultipartReader.read(request.header("content-type").orElse(""), request.body().toArray());
    if (files.isEmpty() || files.get().isEmpty()) {
      return Answers.refuse(ErrorCodes.NO_FILE, "no part with a file");
    }
    if (files.get().size() > 2) {
      return Answers.refuse(ErrorCodes.FILE_COUNT, "a file and a thumbnail before it");
    }
    for (int i = 0; i < files.get().size(); i++) {
      boolean thumbnail = files.get().size() == 2 && i == 0;
      var refused = MediaCheck.refusal(files.get().get(i), thumbnail);
      if (refused.isPresent()) {
        return Answers.refuse(refused.get());
      }
    }
    boolean permanent = mode.equals("perm");
    int most = permanent ? MOST_PERMANENT : MOST_TEMPORARY;
    int count = medias.count(chatbot.chatbotId(), permanent) + files.get().size();
    if (count > most) {
      return Answers.refuse(ErrorCodes.FILE_COUNT, "at most " + most + " files");
    }
    var json = Answers.ok().put("fileCount", count).put("totalCount", most);
    var infos = json.putArray("fileInfo");
    for (var stored : store(chatbot, files.get(), permanent)) {
      describe(stored, infos.addObject());
    }
    return Answers.reply(json);
  }

  private List<Medias.Stored> store(
      RegisteredChatbot chatbot, List<FilePart> files, boolean permanent) throws SQLException {
    var all = new ArrayList<Medias.Stored>();
    for (var file : files) {
      var content = Content.of(file.fileName(), file.contentType(), file.bytes());
      var stored = medias.store(chatbot.chatbotId(), content, permanent);
      if (permanent) {
        reviews.begin(chatbot, "media", () -> medias.pass(stored.id()));
      }
      all.add(stored);
    }
    return all;
  }

  private void describe(Medias.Stored stored, ObjectNode json) {
    json.put("url", check.url(stored))
        .put("fileName", stored.content().fileName())
        .put("contentType", stored.content().contentType())
        .put("fileSize", stored.content().bytes().size());
    if (stored.status().until() != null) {
      json.put("until", String.valueOf(stored.status().until()));
    }
  }

  Whole download(RegisteredChatbot chatbot, Request request) throws SQLException {
    var url = request.header("url").orElse("");
    if (url.isEmpty()) {
      return Answers.refuse(ErrorCodes.NO_URL, "no url header");
    }
    var id = check.id(url);
    var stored = id.isEmpty() ? Optional.<Medias.Stored>empty() : medias.find(id.get());
    if (stored.isEmpty() || !stored.get().chatbotId().equals(chatbot.chatbotId())) {
      return Answers.refuse(ErrorCodes.FILE_URL, "no such file");
    }
    return ranged(stored.get().content(), request);
  }

  private static Whole ranged(Content content, Request request) {
    var bytes = content.bytes().toArray();
    var type = Map.of("content-type", content.contentType());
    var range = RANGE.matcher(request.header("range").orElse(""));
    if (!range.matches()) {
      return new Whole(200, type, content.bytes());
    }
    int from = Integer.parseInt(range.group(1));
    int last =
        range.group(2).isEmpty()
            ? bytes.length - 1
            : Math.min(Integer.parseInt(range.group(2)), bytes.length - 1);
    if (from > last) {
      return new Whole(416, Map.of("content-range", "bytes */" + bytes.length), Bytes.NONE);
    }
    var part = Bytes.of(Arrays.copyOfRange(bytes, from, last + 1));
    var headers =
        Map.of(
            "content-type",
            content.contentType(),
            "content-range",
            "bytes " + from + "-" + last + "/" + bytes.length);
    return new Whole(206, headers, part);
  }

  Whole delete(RegisteredChatbot chatbot, Request request) throws SQLException {
    var url = request.header("url").orElse("");
    if (url.isEmpty()) {
      return Answers.refuse(ErrorCodes.NO_URL, "no url header");
    }
    var id = check.id(url).orElse("");
    var stored = medias.find(id);
    if (stored.isEmpty() || !medias.delete(chatbot.chatbotId(), id)) {
      return Answers.refuse(ErrorCodes.FILE_URL, "no such file");
    }
    boolean permanent = stored.get().permanent();
    return Answers.reply(
        Answers.ok()
            .put("deleteMode", permanent ? "perm" : "temp")
            .put("fileCount", medias.count(chatbot.chatbotId(), permanent))
            .put("totalCount", permanent ? MOST_PERMANENT : MOST_TEMPORARY));
  }

  /** What a handset gets. */
  Reply serve(Request request) throws SQLException {
    var id = check.id(request.path());
    var stored = id.isEmpty() ? Optional.<Medias.Stored>empty() : medias.find(id.get());
    if (stored.isEmpty() || !request.method().equals("GET")) {
      return Reply.problem(404, "no-such-file", "No such file.");
    }
    return ranged(stored.get().content(), request)
        .with("cache-control", "public, max-age=86400")
        .with("x-content-type-options", "nosniff");
  }
}
