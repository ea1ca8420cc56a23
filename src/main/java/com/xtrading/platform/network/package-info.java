/** Who can connect to whom, by rendered network policies. */
package com.xtrading.platform.network;
