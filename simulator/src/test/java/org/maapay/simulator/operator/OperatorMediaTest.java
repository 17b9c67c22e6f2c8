package org.maapay.simulator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.simulator.operator.Samples.USER;
import static org.maapay.simulator.operator.Samples.code;
import static org.maapay.simulator.operator.Samples.dialogue;
import static org.maapay.simulator.operator.Samples.id;
import static org.maapay.simulator.operator.Samples.value;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maapay.messaging.CallResult.Refused;
import org.maapay.messaging.Chatbot.Content;
import org.maapay.messaging.Chatbot.Keep;
import org.maapay.messaging.Chatbot.Upload;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.Part;
import org.maapay.messaging.Profile.State;
import org.maapay.messaging.ProfileChange;
import org.maapay.messaging.SendResult.Accepted;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Media;
import org.maapay.messaging.card.Menu;
import org.maapay.messaging.card.Suggestion;
import org.maapay.messaging.uplink.UplinkEvent.Reviewed;

/** Files, profile and menu of a chatbot at its operator. */
class OperatorMediaTest {
  @ParameterizedTest
  @EnumSource(Profile.class)
  void a_file_is_stored_used_fetched_in_parts_and_deleted(Profile profile) throws Exception {
    try (var world = new World(profile)) {
      var picture = Content.of("a.png", "image/png", new byte[] {1, 2, 3, '\r', '\n', '-', '-'});
      var files = value(world.chatbot.upload(new Upload(Keep.TEMPORARY, picture, picture)));
      assertThat(files)
          .extracting(FileRef::role)
          .containsExactly(FileRef.Role.THUMBNAIL, FileRef.Role.FILE);
      var url = files.getLast().url();
      var media = new Media(new Media.Source(url, "image/png", 7), Media.Height.SHORT_HEIGHT);
      var card = Card.titled("咖啡").showing(media).alone();
      assertThat(world.chatbot.send(Downlink.card(id(), USER, dialogue(), card)))
          .isInstanceOf(Accepted.class);
      assertThat(world.chatbot.send(Downlink.of(id(), USER, dialogue(), new Part.Files(files))))
          .isInstanceOf(Accepted.class);
      assertThat(value(world.chatbot.download(url, 0)).bytes()).isEqualTo(picture.bytes());
      assertThat(value(world.chatbot.download(url, 4)).bytes().size()).isEqualTo(3);
      assertThat(value(world.chatbot.delete(url))).isTrue();
      assertThat(world.chatbot.download(url, 0)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void a_permanent_file_serves_after_its_review() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      var picture = Content.of("a.jpg", "image/jpeg", new byte[100]);
      var file = value(world.chatbot.upload(new Upload(Keep.PERMANENT, picture, null))).getFirst();
      assertThat(file.until()).isNull();
      assertThat(world.host.next(Reviewed.class).review().name()).isEqualTo("media");
      var media =
          new Media(new Media.Source(file.url(), "image/jpeg", 100), Media.Height.TALL_HEIGHT);
      assertThat(
              world.chatbot.send(
                  Downlink.card(id(), USER, dialogue(), Card.titled("t").showing(media).alone())))
          .isInstanceOf(Accepted.class);
    }
  }

  @Test
  void files_of_a_wrong_kind_or_size_are_refused() throws Exception {
    try (var world = new World(Profile.STRICT)) {
      assertThat(refusedUpload(world, "a.svg", "image/svg+xml", 10)).isEqualTo(40005);
      assertThat(refusedUpload(world, "a.png", "image/png", 0)).isEqualTo(44001);
      assertThat(refusedUpload(world, "a.png", "image/png", 2 * 1024 * 1024 + 1)).isEqualTo(40006);
      var foreign = URI.create("https://elsewhere.example/a.png");
      var media = new Media(new Media.Source(foreign, "image/png", 1), Media.Height.SHORT_HEIGHT);
      var card = Card.titled("t").showing(media).alone();
      assertThat(code(world.chatbot.send(Downlink.card(id(), USER, dialogue(), card))))
          .isEqualTo(40007);
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void profile_and_menu_are_seen_after_review(Profile profile) throws Exception {
    try (var world = new World(profile)) {
      var menu =
          Menu.of(
              Menu.Entry.item(Suggestion.reply("菜单", "menu")),
              Menu.Entry.submenu("我的", Menu.Entry.item(Suggestion.reply("历史订单", "orders"))));
      assertThat(world.chatbot.changeMenu(menu)).isInstanceOf(Accepted.class);
      assertThat(world.chatbot.changeProfile(ProfileChange.nothing().description("现磨咖啡")))
          .isInstanceOf(Accepted.class);
      world.host.next(Reviewed.class);
      world.host.next(Reviewed.class);
      assertThat(value(world.chatbot.profile()))
          .satisfies(found -> {
            assertThat(found.serviceName()).isEqualTo("海风咖啡");
            assertThat(found.json()).contains("现磨咖啡", "历史订单");
            assertThat(found.verified()).isTrue();
            assertThat(found.state()).isIn(State.NORMAL, State.DEBUG);
          });
      assertThat(world.operator.listings())
          .singleElement()
          .satisfies(listing -> {
            assertThat(listing.description()).isEqualTo("现磨咖啡");
            assertThat(listing.menu().path("entries").size()).isEqualTo(2);
          });
      var tooLong = ProfileChange.nothing().description("长".repeat(501));
      assertThat(code(world.chatbot.changeProfile(tooLong))).isEqualTo(20002);
    }
  }

  private static int refusedUpload(World world, String name, String type, int size) {
    var result = world.chatbot.upload(Upload.temporary(Content.of(name, type, new byte[size])));
    return result instanceof Refused(var refusal) ? Integer.parseInt(refusal.code()) : 0;
  }
}
