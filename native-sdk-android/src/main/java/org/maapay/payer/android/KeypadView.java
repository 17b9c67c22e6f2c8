package org.maapay.payer.android;

import android.content.Context;
import android.graphics.Bitmap;
import android.graphics.BitmapFactory;
import android.graphics.Canvas;
import android.graphics.ColorFilter;
import android.graphics.Paint;
import android.graphics.PorterDuff;
import android.graphics.PorterDuffColorFilter;
import android.graphics.Rect;
import android.view.View;
import android.widget.Button;
import android.widget.GridLayout;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.Payment;

/**
 * The keypad: ten cells cut from one picture, three rows of three and one below. What is on a cell
 * is known to the vault alone; a press hands on its position.
 */
final class KeypadView extends GridLayout {
  private static final int CELLS = 10;
  private static final int ROW_DP = 56;

  KeypadView(Context context, String sprite, int ink, Payment payment) {
    super(context);
    setColumnCount(3);
    var picture = picture(sprite);
    var words = Words.of(context);
    for (int place = 0; place < 12; place++) {
      int cell = place == 10 ? 9 : place;
      if (place == 9) {
        add(new View(context));
      } else if (place == 11) {
        add(eraser(context, words, payment));
      } else {
        add(new Cell(context, picture, cell, ink, words, payment));
      }
    }
  }

  private void add(View view) {
    var params = new GridLayout.LayoutParams();
    params.width = 0;
    params.height = (int) (ROW_DP * getResources().getDisplayMetrics().density);
    params.columnSpec = GridLayout.spec(GridLayout.UNDEFINED, 1f);
    addView(view, params);
  }

  private static View eraser(Context context, Words words, Payment payment) {
    var eraser = new Button(context);
    eraser.setText("⌫");
    eraser.setContentDescription(words.erase());
    eraser.setOnClickListener(tapped -> payment.erase());
    return eraser;
  }

  /** Not kept anywhere: the picture goes with the view. */
  private static @Nullable Bitmap picture(String sprite) {
    int comma = sprite.indexOf(',');
    if (comma < 0) {
      return null;
    }
    try {
      var png = Base64.getDecoder().decode(sprite.substring(comma + 1));
      return BitmapFactory.decodeByteArray(png, 0, png.length);
    } catch (IllegalArgumentException noPicture) {
      return null;
    }
  }

  /** One cell; all of them look, sound and behave alike. */
  private static final class Cell extends View {
    private final @Nullable Bitmap picture;
    private final int cell;
    private final Paint paint = new Paint(Paint.ANTI_ALIAS_FLAG | Paint.FILTER_BITMAP_FLAG);

    Cell(
        Context context,
        @Nullable Bitmap picture,
        int cell,
        int ink,
        Words words,
        Payment payment) {
      super(context);
      this.picture = picture;
      this.cell = cell;
      ColorFilter filter = new PorterDuffColorFilter(ink, PorterDuff.Mode.SRC_IN);
      paint.setColorFilter(filter);
      setContentDescription(words.key());
      // A window of another application over this one gets no press through.
      setFilterTouchesWhenObscured(true);
      setClickable(true);
      setSoundEffectsEnabled(false);
      setOnClickListener(tapped -> payment.press(cell));
    }

    @Override
    protected void onDraw(Canvas canvas) {
      super.onDraw(canvas);
      if (picture == null) {
        return;
      }
      int width = picture.getWidth() / CELLS;
      int height = picture.getHeight();
      var from = new Rect(cell * width, 0, (cell + 1) * width, height);
      int shown = Math.min(getWidth(), getHeight() * width / Math.max(1, height));
      int left = (getWidth() - shown) / 2;
      canvas.drawBitmap(picture, from, new Rect(left, 0, left + shown, getHeight()), paint);
    }
  }
}
