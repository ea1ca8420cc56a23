/** Stores, each with the operator that looks after it. */
package com.xtrading.platform.data;
