package org.maapay.messaging.mobile;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the calls are; generations of the platform differ, so these come from configuration. {@code
 * {ver}}, {@code {chatbotURI}} and {@code {messageId}} are filled in.
 *
 * @param reply a message that answers a user's, and any other to a single user
 * @param template the same by a template that the operator has approved
 * @param group a message to many
 * @param revokeMethod {@code PUT}, or {@code POST} where the platform wants it so
 * @param content files, below the file server's root
 */
public record MobilePaths(
    String reply,
    String template,
    String group,
    String revoke,
    String revokeMethod,
    String content) {
  /** As the operator's list of addresses has them. */
  public static final MobilePaths LISTED =
      new MobilePaths(
          "/messaging/interaction/{ver}/outbound/{chatbotURI}/requests",
          "/messaging/interaction/template/outbound/{chatbotURI}/requests",
          "/messaging/group/{ver}/outbound/{chatbotURI}/requests",
          "/messaging/{ver}/outbound/{chatbotURI}/requests/{messageId}/status",
          "PUT",
          "/Content");

  /** The oldest platforms: one path for all, and a revocation that is posted. */
  public static final MobilePaths OLDEST =
      new MobilePaths(
          "/messaging/{ver}/outbound/{chatbotURI}/requests",
          "/messaging/{ver}/outbound/{chatbotURI}/requests",
          "/messaging/{ver}/outbound/{chatbotURI}/requests",
          "/messaging/{ver}/outbound/{chatbotURI}/requests/{messageId}",
          "POST",
          "/Content");

  /** The address that a template stands for. */
  static URI fill(URI root, String template, Map<String, String> values) {
    var path = template;
    for (var value : values.entrySet()) {
      path =
          path.replace(
              "{" + value.getKey() + "}",
              URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8).replace("+", "%20"));
    }
    if (path.contains("{")) {
      throw new IllegalArgumentException("an unknown name in the path " + template);
    }
    return URI.create(root.toString().replaceFirst("/+$", "") + path);
  }
}
