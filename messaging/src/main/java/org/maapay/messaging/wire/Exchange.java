package org.maapay.messaging.wire;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request and its whole answer within a time and a size. The client's own time-out ends with
 * the headers: an answer that trickles would hold its caller for ever.
 */
public final class Exchange {
  private Exchange() {}

  /**
   * Sends and reads.
   *
   * @throws HttpTimeoutException if the answer was not whole in time
   * @throws IOException if there was none, or a larger one than {@code most} octets
   */
  public static HttpResponse<byte[]> of(
      HttpClient http, HttpRequest request, Duration timeout, long most)
      throws IOException, InterruptedException {
    var answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new HttpTimeoutException("not answered in " + timeout);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof IOException io ? io : new IOException(failure.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
