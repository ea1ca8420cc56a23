/** Storage classes and the drivers behind them. */
package com.xtrading.platform.storage;
