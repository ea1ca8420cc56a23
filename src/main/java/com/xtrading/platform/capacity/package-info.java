/** A simulated scheduler, which places every pod on the nodes, whatever happens. */
package com.xtrading.platform.capacity;
