/** Objects as trees, their writers, and the folder {@code dist/}. */
package com.xtrading.platform.manifest;
