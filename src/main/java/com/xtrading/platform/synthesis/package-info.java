/** The pipeline from environments to files, and what commands ask of it. */
package com.xtrading.platform.synthesis;
