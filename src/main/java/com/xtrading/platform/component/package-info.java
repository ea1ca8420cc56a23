/**
 * What a component is, the registry of all of them, and what is derived from their declarations.
 */
package com.xtrading.platform.component;
