/** What operators make of rendered custom resources. */
package com.xtrading.platform.projection;
