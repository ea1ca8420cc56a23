/** Texts for people as sections, tables and lists, whatever they are written as. */
package com.xtrading.platform.document;
