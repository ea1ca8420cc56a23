package com.xtrading.platform.synthesis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Drops the banner of twenty lines that jsii prints on an unsupported Node.js; one line of ours
 * says the same. Everything else goes through.
 */
final class BannerFilter extends OutputStream {

  private final PrintStream target;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean inBanner;

  private BannerFilter(PrintStream target) {
    this.target = target;
  }

  /** Puts the filter before the standard error stream. */
  static void install() {
    System.setErr(before(System.err));
  }

  static PrintStream before(PrintStream target) {
    return new PrintStream(new BannerFilter(target), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) throws IOException {
    line.write(b);
    if (b == '\n') {
      pass();
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    // A line that may still become part of the banner waits for its end.
    if (line.size() > 0 && !line.toString(StandardCharsets.UTF_8).startsWith("!")) {
      pass();
    }
    target.flush();
  }

  private void pass() throws IOException {
    String text = line.toString(StandardCharsets.UTF_8);
    boolean banner = text.startsWith("!!");
    boolean gapInBanner = inBanner && text.isBlank();
    inBanner = banner || gapInBanner;
    if (!inBanner) {
      line.writeTo(target);
    }
    line.reset();
  }
}
