/** What people read: the README of an environment, and what commands answer. */
package com.xtrading.platform.report;
