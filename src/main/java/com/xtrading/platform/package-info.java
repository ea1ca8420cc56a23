/** Starts the program, and has THE page: everything of an environment, from top to bottom. */
package com.xtrading.platform;
