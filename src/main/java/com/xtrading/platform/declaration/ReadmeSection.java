package com.xtrading.platform.declaration;

import com.xtrading.platform.document.Section;

/**
 * What a component tells the people of an environment, in {@code dist/<env>/README.md}.
 *
 * @param chapter where in the text it stands
 * @param section what it tells
 */
public record ReadmeSection(Chapter chapter, Section section) {

  /** Chapters to which components add, in the order of the text. */
  public enum Chapter {
    /** What Vault must hold, and who reads it. */
    SECRETS,
    /** How a Vault of the environment's own is set up. */
    VAULT,
    /** Where data comes back from. */
    BACKUP,
    /** What services promise. */
    OBJECTIVES,
    /** What somebody is told about. */
    ALERTS
  }
}
