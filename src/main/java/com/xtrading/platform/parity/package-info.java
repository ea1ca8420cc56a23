/** Makes one environment into another, and sees what each setting changes. */
package com.xtrading.platform.parity;
