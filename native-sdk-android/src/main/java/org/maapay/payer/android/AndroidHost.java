package org.maapay.payer.android;

import android.app.Activity;
import android.os.Build;
import java.util.Set;
import org.maapay.payer.Biometrics;
import org.maapay.payer.Host;
import org.maapay.payer.Institution;
import org.maapay.payer.RiskSign;
import org.maapay.payer.Screen;
import org.maapay.payer.Store;
import org.maapay.payer.UrlWire;
import org.maapay.payer.Wire;

/** What an Android device brings to a payment. */
final class AndroidHost implements Host {
  private static final int LONGEST_LABEL = 32;

  private final Institution institution;
  private final Screen screen;
  private final Wire wire = new UrlWire();
  private final Biometrics biometrics;
  private final Store store;
  private final DeviceSigns signs;

  AndroidHost(Activity activity, Institution institution, Screen screen) {
    this.institution = institution;
    this.screen = screen;
    this.biometrics = new KeystoreBiometrics(activity);
    this.store = new PreferenceStore(activity);
    this.signs = new DeviceSigns(activity);
  }

  @Override
  public Institution institution() {
    return institution;
  }

  @Override
  public Screen screen() {
    return screen;
  }

  @Override
  public Wire wire() {
    return wire;
  }

  @Override
  public Biometrics biometrics() {
    return biometrics;
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public Set<RiskSign> riskSigns() {
    return signs.look();
  }

  @Override
  public String deviceLabel() {
    var model = Build.MODEL == null || Build.MODEL.isEmpty() ? "Android" : Build.MODEL;
    return model.substring(0, Math.min(model.length(), LONGEST_LABEL));
  }
}
