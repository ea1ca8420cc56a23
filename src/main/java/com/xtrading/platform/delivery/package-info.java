/** How Argo CD brings everything, and in what environments may differ. */
package com.xtrading.platform.delivery;
