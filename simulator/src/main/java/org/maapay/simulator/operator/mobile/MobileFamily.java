package org.maapay.simulator.operator.mobile;

import java.sql.SQLException;
import java.time.InstantSource;
import org.maapay.simulator.operator.Callbacks;
import org.maapay.simulator.operator.Family;
import org.maapay.simulator.operator.Inside;
import org.maapay.simulator.operator.Northbound;
import org.maapay.simulator.operator.Notices;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.store.MediaFiles;
import org.maapay.simulator.operator.store.Medias;

/**
 * China Mobile. Strict: well-formed XML in OMA's namespace, answers in XML, a date that is of now.
 * Lenient: bodies without a root element, answers in JSON, a proof that is kept for a day.
 */
public final class MobileFamily implements Family {
  private final Profile profile;

  public MobileFamily(Profile profile) {
    this.profile = profile;
  }

  @Override
  public Notices notices(Callbacks callbacks, InstantSource clock) {
    return new MobileNotices(callbacks, profile);
  }

  @Override
  public Northbound northbound(Inside inside, String root) throws SQLException {
    var around = inside.around();
    var medias = new Medias(inside.setup().name(), around.database(), around.clock());
    var files = new MediaFiles(root, medias);
    var content =
        new ContentCalls(medias, files, new MobileNotices(inside.callbacks(), profile), inside);
    return new MobileNorthbound(profile, inside, content);
  }
}
