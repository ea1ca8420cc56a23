package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.Manifest;

/**
 * An object that somebody makes in the cluster because of one that we render.
 *
 * @param by the rendered object, which is where a person changes something
 * @param maker who makes it, and so how much is known about it
 * @param object the object as far as it is known
 */
public record Made(Manifest by, Maker maker, Manifest object) {

  /** Who makes the object. */
  public enum Maker {
    /** An operator makes it of a custom resource; labels, ports, sizes and security are known. */
    OPERATOR,
    /** An add-on brings it; labels, ports and sizes are known because they are declared. */
    ADD_ON
  }
}
