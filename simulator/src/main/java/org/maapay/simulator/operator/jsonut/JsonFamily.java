package org.maapay.simulator.operator.jsonut;

import java.sql.SQLException;
import java.time.InstantSource;
import org.maapay.simulator.operator.Callbacks;
import org.maapay.simulator.operator.Family;
import org.maapay.simulator.operator.Inside;
import org.maapay.simulator.operator.Northbound;
import org.maapay.simulator.operator.Notices;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.store.AccessTokens;
import org.maapay.simulator.operator.store.Medias;

/** The interface that China Unicom and China Telecom share, strict or lenient. */
public final class JsonFamily implements Family {
  private final Profile profile;

  public JsonFamily(Profile profile) {
    this.profile = profile;
  }

  @Override
  public Notices notices(Callbacks callbacks, InstantSource clock) {
    return new JsonNotices(callbacks, profile, clock);
  }

  @Override
  public Northbound northbound(Inside inside, String root) throws SQLException {
    var name = inside.setup().name();
    var database = inside.around().database();
    var clock = inside.around().clock();
    var notices = new JsonNotices(inside.callbacks(), profile, clock);
    var tokens = new AccessTokens(name, database, clock);
    var profiles = new Profiles(name, database);
    var medias = new Medias(name, database, clock);
    var mediaCheck = new MediaCheck(root, medias, clock);
    var reviews = new Reviews(notices, inside.setup().reviewsTake());
    var messages =
        new MessageCalls.Parts(
            tokens,
            new MessageCheck(profile, mediaCheck),
            inside.downlinks(),
            inside.network(),
            new UrlChecks(profile, profiles, notices));
    return new JsonNorthbound(
        profile,
        inside,
        new JsonNorthbound.Calls(
            tokens,
            new MessageCalls(profile, messages, clock),
            new MediaCalls(profile, medias, mediaCheck, reviews),
            new ProfileCalls(profile, profiles, reviews),
            profiles,
            reviews));
  }
}
