package com.xtrading.platform.kubernetes;

/** What the objects of an environment are drawn on, a page after another. */
public final class Canvas {

  private Page page = new Page();

  /** Where one component draws the objects of one folder. */
  public Sheet sheet(String component) {
    return new Sheet(this, component);
  }

  /** Reads what was drawn; the sheets have their objects afterwards. */
  public void finish() {
    page.read();
    page = new Page();
  }

  /** Takes an object; what is on a page may be completed until another one comes. */
  <P> void add(DrawnObject object, ObjectType<P> type, P properties) {
    if (page.isFull()) {
      finish();
    }
    page.add(object, type, properties);
  }
}
