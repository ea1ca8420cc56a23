/** One small class for each command: options, a call, an exit code. */
package com.xtrading.platform.cli;
