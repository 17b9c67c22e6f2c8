package org.maapay.payer.android;

import android.content.Context;
import android.content.pm.ApplicationInfo;
import android.os.Build;
import android.os.Debug;
import java.io.File;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.maapay.payer.RiskSign;
import org.maapay.payer.TracerCheck;

/** Looks for what makes a device suspicious (6.5-5). Whoever owns the device can hide all of it. */
final class DeviceSigns {
  private static final List<String> ROOTS =
      List.of(
          "/system/bin/su",
          "/system/xbin/su",
          "/sbin/su",
          "/su/bin/su",
          "/system/app/Superuser.apk",
          "/data/adb/magisk");

  private final Context context;
  private final TracerCheck tracer = new TracerCheck();

  DeviceSigns(Context context) {
    this.context = context;
  }

  Set<RiskSign> look() {
    var signs = EnumSet.noneOf(RiskSign.class);
    if (Debug.isDebuggerConnected() || tracer.isTraced()) {
      signs.add(RiskSign.DEBUGGER);
    }
    if (String.valueOf(Build.TAGS).contains("test-keys")
        || ROOTS.stream().anyMatch(path -> new File(path).exists())) {
      signs.add(RiskSign.ROOTED);
    }
    if ((context.getApplicationInfo().flags & ApplicationInfo.FLAG_DEBUGGABLE) != 0) {
      signs.add(RiskSign.TAMPERED);
    }
    var print = String.valueOf(Build.FINGERPRINT);
    if (print.startsWith("generic")
        || print.contains("sdk_gphone")
        || print.contains("robolectric")) {
      signs.add(RiskSign.EMULATOR);
    }
    return signs;
  }
}
