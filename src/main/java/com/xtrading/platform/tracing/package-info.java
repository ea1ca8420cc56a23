/** What becomes of traces. */
package com.xtrading.platform.tracing;
