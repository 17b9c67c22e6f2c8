package org.maapay.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Request;

/** The built files of one web page, read from the class path once and kept compressed. */
final class PageFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "json", "application/json");
  private static final Pattern INLINE =
      Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL);

  /** Where a document has room for the institution's name. */
  private static final String INSTITUTION = "<meta name=\"institution\" content=\"\"";

  private final Map<String, File> files;

  @SuppressWarnings("ArrayRecordComponent") // Shared octets, never compared.
  private record File(byte[] plain, byte[] gzip, String type) {
    @Override
    public String toString() {
      return type;
    }
  }

  private PageFiles(Map<String, File> files) {
    this.files = files;
  }

  /**
   * Reads every file under the resource folder {@code /web/name}; documents that leave room for it
   * get the institution's name.
   *
   * @throws IllegalStateException with the remedy if the pages were not built
   */
  static PageFiles of(String name, String institution) {
    var url = PageFiles.class.getResource("/web/" + name);
    if (url == null) {
      throw new IllegalStateException(
          "the page "
              + name
              + " is not in this build: build with ./maapay demo or ./maapay verify");
    }
    try {
      var uri = url.toURI();
      if (uri.getScheme().equals("jar")) {
        try (var jar = FileSystems.newFileSystem(uri, Map.of())) {
          return read(jar.getPath("/web/" + name), institution);
        }
      }
      return read(Path.of(uri), institution);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file at {@code path}, such as {@code /assets/a.js}, for whoever asks with {@code get}. */
  Optional<Answer> find(String path, Request get, Headers headers) {
    var file = files.get(path);
    return file == null ? Optional.empty() : Optional.of(answer(file, get, headers));
  }

  /**
   * The digests of a document's inline scripts and styles, as a content security policy lists them.
   */
  String inlineDigests(String path, String element) {
    var file = files.get(path);
    if (file == null) {
      return "";
    }
    var sources = new StringBuilder();
    var inline = INLINE.matcher(new String(file.plain(), StandardCharsets.UTF_8));
    while (inline.find()) {
      if (inline.group(1).equals(element)) {
        var digest = sha256().digest(inline.group(2).getBytes(StandardCharsets.UTF_8));
        sources.append(" 'sha256-").append(Base64.getEncoder().encodeToString(digest)).append('\'');
      }
    }
    return sources.toString();
  }

  private static Answer answer(File file, Request get, Headers headers) {
    var typed = headers.with("Content-Type", file.type()).with("Vary", "Accept-Encoding");
    var mayZip =
        get.headers().first("accept-encoding").orElse("").toLowerCase(Locale.ROOT).contains("gzip");
    return mayZip
        ? new Answer(200, typed.with("Content-Encoding", "gzip"), file.gzip())
        : new Answer(200, typed, file.plain());
  }

  private static PageFiles read(Path root, String institution) throws IOException {
    var files = new HashMap<String, File>();
    try (var all = Files.walk(root)) {
      for (var path : all.filter(Files::isRegularFile).toList()) {
        var name = "/" + root.relativize(path).toString().replace('\\', '/');
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type != null) {
          var plain = named(name, Files.readAllBytes(path), institution);
          files.put(name, new File(plain, gzip(plain), type));
        }
      }
    }
    return new PageFiles(files);
  }

  private static byte[] named(String file, byte[] content, String institution) {
    if (!file.endsWith(".html")) {
      return content;
    }
    var text = new String(content, StandardCharsets.UTF_8);
    return text.replace(INSTITUTION, INSTITUTION.replace("\"\"", '"' + escaped(institution) + '"'))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    }
    return out.toByteArray();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
