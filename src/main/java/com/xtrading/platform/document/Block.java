package com.xtrading.platform.document;

/**
 * A part of a text for people: what is said, and nothing of how a writer shows it.
 *
 * <p>Two marks stand inside words, and every writer knows them: what is between {@code `backticks`}
 * is meant to the letter, such as a command or a path; what is between {@code *asterisks*} stands
 * for something that differs from case to case.
 */
public sealed interface Block permits Section, Paragraph, BulletList, Table, Code {}
